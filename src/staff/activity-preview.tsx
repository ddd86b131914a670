import type { Mistake } from '../campaign/activity.ts'
import type { Preview } from './activity-import.ts'
import { withDays } from './mistakes.tsx'
import { Scroll } from './scroll.tsx'
import { useWords } from './words.ts'

/** Each kind of row shows so many; the counts above tell of all. */
const mostShown = 200

/** Every row with what would become of it, what is wrong first. */
export function PreviewRows({ rows }: Pick<Preview, 'rows'>) {
  const { t } = useWords()
  const wrong = rows.filter((row) => 'wrong' in row)
  const right = rows.filter((row) => !('wrong' in row))
  const shown = [...wrong.slice(0, mostShown), ...right.slice(0, mostShown)]
  return (
    <>
      <Scroll labelledBy="rows">
        <table class="preview">
          <caption id="rows">{t('activities.import.rows')}</caption>
          <thead>
            <tr>
              {['row', 'verdict', 'says'].map((column) => (
                <th scope="col">{t(`activities.import.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <PreviewRow row={row} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {shown.length < rows.length && (
        <p class="quiet">{t('activities.import.more', { n: rows.length - shown.length })}</p>
      )}
    </>
  )
}

function PreviewRow({ row }: { row: Preview['rows'][number] }) {
  const { t, number, day } = useWords()
  if ('wrong' in row) {
    return (
      <tr class="bad">
        <th scope="row">{number(row.row)}</th>
        <td>{t('activities.import.is.wrong')}</td>
        <td>
          {row.wrong.map(({ key, ...more }) => (
            <WrongCell mistake={key} {...more} />
          ))}
        </td>
      </tr>
    )
  }
  const { entry, there } = row
  const people = entry.people.total ?? entry.people.audience
  const says = [
    day(entry.day),
    t(`activities.kind.${entry.kind}`),
    entry.district,
    ...(people === undefined ? [] : [number(people)]),
  ]
  return (
    <tr class={there === undefined ? 'fresh' : 'known'}>
      <th scope="row">{number(row.row)}</th>
      <td>{t(`activities.import.is.${there ?? 'new'}`)}</td>
      <td>{says.join(' · ')}</td>
    </tr>
  )
}

type WrongProps = { field: string; mistake: string; args?: Mistake['args']; heading: string; cell: string }

/** The column as the file calls it, what stands there, and what to do. */
function WrongCell({ field, mistake, args, heading, cell }: WrongProps) {
  const { t, day } = useWords()
  const column = heading === '' ? t(`activities.field.${field}`) : heading
  const there = cell.trim() === '' ? '' : ` “${cell.length > 60 ? `${cell.slice(0, 59)}…` : cell}”`
  return (
    <p>
      <strong>{column}</strong>
      {`${there}: ${t(`activities.wrong.${mistake}`, withDays(args, day))}`}
    </p>
  )
}
