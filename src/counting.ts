import { dayIn } from './campaign/campaign.ts'
import type { Script } from './flow/script.ts'
import type { Duty } from './schedule.ts'
import type { Db } from './store/db.ts'
import { publishCounts } from './store/open-numbers.ts'
import { loseOldAccounts, recordReachable, saveCardTopics } from './store/reach-upkeep.ts'
import { Rollup } from './store/rollup.ts'

/**
 * What keeps the numbers of the staff pages up to date, while the database is there: roll-ups every two seconds, who
 * can be written to every hour, and by night the accounts taken off old events.
 */
export function countingDuties(db: Db, script: Script, isAway: () => boolean): Duty[] {
  const { time_zone: timeZone } = script.content.campaign
  const rollup = new Rollup(db)
  const today = (now: Date) => dayIn(timeZone, now)
  let begun = false
  const begin = async (now: Date) => {
    if (begun) return
    await saveCardTopics(db, topicsOfCards(script))
    await recordReachable(db, today(now))
    begun = true
  }
  const whenThere = (run: () => Promise<unknown>) => async () => {
    if (!isAway()) await run()
  }
  return [
    {
      name: 'rollup',
      times: '*/2 * * * * *',
      run: whenThere(async () => {
        const now = new Date()
        await begin(now)
        await rollup.catchUp({ timeZone, today: today(now), now })
      }),
    },
    { name: 'reachable', times: '7 * * * *', run: whenThere(() => recordReachable(db, today(new Date()))) },
    { name: 'open numbers', times: '37 * * * *', run: whenThere(() => publishCounts(db)) },
    { name: 'old accounts', times: '23 3 * * *', run: whenThere(() => loseOldAccounts(db)) },
  ]
}

/** Each card of a topic with its topic, as cards are named in events; also those that moved. */
export function topicsOfCards(script: Script): [string, string][] {
  const cards = [...script.flows.values()].flatMap(({ flow, topic, nodes }) =>
    topic === undefined ? [] : Object.keys(nodes).map((node): [string, string] => [`${flow}.${node}`, topic]),
  )
  const topics = new Map(cards)
  const moved = [...script.moved].flatMap(([old, card]): [string, string][] => {
    const topic = topics.get(card)
    return topic === undefined || topics.has(old) ? [] : [[old, topic]]
  })
  return [...cards, ...moved]
}
