import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Health } from './health.ts'

/** Prometheus metrics, read from the running parts when they are asked for. */
export function makeMetrics(health: () => Health): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const { name, help, value, counts } of measures) {
    if (counts) {
      new Counter({
        name,
        help,
        registers: [registry],
        collect() {
          this.reset()
          this.inc(value(health()))
        },
      })
    } else {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(value(health()))
        },
      })
    }
  }
  return registry
}

type Measure = { name: string; help: string; value: (now: Health) => number; counts?: boolean }

const measures: readonly Measure[] = [
  {
    name: 'sapar_turns_total',
    help: 'Turns answered since the start',
    value: ({ turns }) => turns,
    counts: true,
  },
  {
    name: 'sapar_groups_total',
    help: 'Groups of turns saved since the start',
    value: ({ groups }) => groups,
    counts: true,
  },
  { name: 'sapar_in_flight', help: 'Updates under way', value: ({ inFlight }) => inFlight },
  {
    name: 'sapar_database_round_trips_total',
    help: 'Statements sent to the database since the start',
    value: ({ roundTrips }) => roundTrips,
    counts: true,
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
    counts: true,
  },
  {
    name: 'sapar_set_aside_total',
    help: 'Updates set aside after their last try',
    value: ({ setAside }) => setAside,
    counts: true,
  },
  {
    name: 'sapar_last_update_timestamp_seconds',
    help: 'When the newest update came in at this process; 0 before the first',
    value: ({ lastUpdateAt }) => seconds(lastUpdateAt),
  },
  {
    name: 'sapar_telegram_failing',
    help: '1 while calls to Telegram fail',
    value: ({ telegram }) => Number(telegram !== null && telegram.failingSince !== null),
  },
  {
    name: 'sapar_telegram_pending_updates',
    help: 'Updates that wait at Telegram for the webhook',
    value: ({ telegram }) => telegram?.pending ?? 0,
  },
  {
    name: 'sapar_hidden_things',
    help: 'Cards, facts and contacts that staff hide from people',
    value: ({ hidden }) => hidden,
  },
]

function seconds(at: Date | null): number {
  return at === null ? 0 : Math.floor(at.getTime() / 1000)
}
