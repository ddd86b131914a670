import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Health } from './health.ts'

/** Prometheus metrics, read from the running parts when they are asked for. */
export function makeMetrics(health: () => Health): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauges: { name: string; help: string; value: (now: Health) => number }[] = [
    { name: 'sapar_turns_total', help: 'Turns answered since the start', value: ({ turns }) => turns },
    {
      name: 'sapar_groups_total',
      help: 'Groups of turns saved since the start',
      value: ({ groups }) => groups,
    },
    { name: 'sapar_in_flight', help: 'Updates under way', value: ({ inFlight }) => inFlight },
    {
      name: 'sapar_database_round_trips_total',
      help: 'Statements sent to the database',
      value: ({ roundTrips }) => roundTrips,
    },
    {
      name: 'sapar_database_away',
      help: '1 while the bot answers without the database',
      value: ({ databaseAway }) => Number(databaseAway),
    },
    {
      name: 'sapar_spool_bytes',
      help: 'Size of the spool that waits for the database',
      value: ({ spoolBytes }) => spoolBytes,
    },
    {
      name: 'sapar_spool_lost_total',
      help: 'Turns answered but not counted because the spool was full',
      value: ({ lost }) => lost,
    },
    {
      name: 'sapar_set_aside_total',
      help: 'Updates set aside after their last try',
      value: ({ setAside }) => setAside,
    },
  ]
  for (const { name, help, value } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value(health()))
      },
    })
  }
  return registry
}
