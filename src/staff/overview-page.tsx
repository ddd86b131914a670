import type { Overview } from '../report/overview.ts'
import { type Breakdown, BreakdownTable } from './breakdowns.tsx'
import { dayName, number } from './names.ts'

/** The first page: three numbers, the days, and who and what by language and topic. */
export function OverviewPage({ numbers, tables }: { numbers: Overview; tables: readonly Breakdown[] }) {
  return (
    <>
      <section class="numbers" aria-label="The last 30 days in three numbers">
        <BigNumber
          kind="headline"
          name="Accounts reached"
          n={numbers.reached}
          says="Accounts that saw their first checked card in these days."
          more="An account counts here once, on the day on which Telegram delivered its first ever card. Pressing Start alone, or getting a message from the campaign, is not reach. One person can have several accounts, so this counts accounts."
        />
        <BigNumber
          kind="plain"
          name="Accounts started"
          n={numbers.started}
          says="Accounts that pressed Start for the first time in these days."
          more="Some of them leave before they see a card. An account that was forgotten on its own wish is no longer counted here."
        />
        <BigNumber
          kind="plain"
          name="Cards shown"
          n={numbers.exposures}
          says="Times that a checked card was delivered to an account."
          more="Every delivered card with checked information counts, also the same card twice, and also of accounts that were reached earlier. Cards of accounts that were forgotten still count."
        />
      </section>
      {numbers.started + numbers.exposures === 0 && (
        <p class="quiet card">Nothing happened in these days. There was something before.</p>
      )}
      <Days numbers={numbers} />
      <div class="pair">
        {tables.map((table) => (
          <BreakdownTable table={table} />
        ))}
      </div>
      <p class="who">Staff and test accounts are never counted, nor is anybody who chose “Don’t count me”.</p>
    </>
  )
}

type BigNumberProps = { kind: 'headline' | 'plain'; name: string; n: number; says: string; more: string }

function BigNumber({ kind, name, n, says, more }: BigNumberProps) {
  return (
    <div class={`card number ${kind}`}>
      <h2>{name}</h2>
      <p class="big">{number(n)}</p>
      <p class="says">{says}</p>
      <details>
        <summary class="meaning" aria-label={`What “${name}” means`}>
          ?
        </summary>
        <p class="more">{more}</p>
      </details>
    </div>
  )
}

/** Drawn for the width at which it is seen, so that its texts are neither tiny nor huge; the first that fits is taken. */
const chartSizes = [
  { size: 'wide', media: ' and (min-width: 900px)' },
  { size: 'middle', media: ' and (min-width: 520px)' },
  { size: 'narrow', media: '' },
] as const

function Days({ numbers: { daily, reached, exposures } }: { numbers: Overview }) {
  const alt =
    `Two line charts, one point a day for the last ${daily.length} days. Accounts reached for the first time: ` +
    `${number(reached)} in all, most on one day ${number(Math.max(...daily.map((day) => day.reached)))}. ` +
    `Cards shown: ${number(exposures)} in all, most on one day ` +
    `${number(Math.max(...daily.map((day) => day.exposures)))}. The numbers are in the table below.`
  return (
    <section class="card days" aria-labelledby="days">
      <h2 id="days">Day by day</h2>
      <picture>
        {chartSizes.flatMap(({ size, media }) => [
          <source
            media={`(prefers-color-scheme: dark)${media}`}
            srcset={`/staff/chart.svg?theme=dark&size=${size}`}
          />,
          <source media={`screen${media}`} srcset={`/staff/chart.svg?theme=light&size=${size}`} />,
        ])}
        <img src="/staff/chart.svg?theme=light&size=middle" alt={alt} />
      </picture>
      <p class="legend">The last day is today, so far.</p>
      <details>
        <summary class="unfold">The same numbers as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" class="count">
                Accounts reached
              </th>
              <th scope="col" class="count">
                Cards shown
              </th>
            </tr>
          </thead>
          <tbody>
            {[...daily].reverse().map((row) => (
              <tr>
                <th scope="row" class="day">
                  {dayName(row.day)}
                </th>
                <td class="count">{number(row.reached)}</td>
                <td class="count">{number(row.exposures)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

/** Before the first event: what to do, instead of a page of zeros. */
export function EmptyPage() {
  return (
    <section class="card empty" aria-labelledby="empty">
      <h2 id="empty">Nothing to show yet</h2>
      <p class="what-to-do">No account has pressed Start so far.</p>
      <p class="what-to-do">
        Open <a href="/chat">/chat</a> and press Start. Then load this page again: the first account is here.
      </p>
    </section>
  )
}

/** The database does not answer: no numbers, and what that means for the bot. */
export function AwayPage() {
  return (
    <section class="card empty" aria-labelledby="away">
      <h2 id="away">The numbers cannot be read now</h2>
      <p class="what-to-do">
        The database does not answer. The bot still answers whoever writes; what happens is kept on disk and
        counted when the database is back. Load this page again in a few minutes.
      </p>
    </section>
  )
}
