import { ageFields, type PeopleField, sexFields } from '../campaign/activity.ts'
import type { Cell } from '../reach/suppress.ts'
import type { Activity, ActivityTotals } from '../report/activities.ts'
import { type ActivityQuery, listHref } from './activity-query.ts'
import { Form } from './form.tsx'
import { useWords, type Words } from './words.ts'

/** An activity with how many accounts came by its code then; undefined where that cannot be asked. */
export type Listed = { activity: Activity; arrivals: Cell | null | undefined }

export function Totals({ totals }: { totals: ActivityTotals }) {
  const { t, number } = useWords()
  return (
    <section class="card" aria-labelledby="totals">
      <h2 id="totals">{t('activities.totals')}</h2>
      <p class="says">{t('activities.totals.says')}</p>
      <dl class="sums">
        <Sum name={t('activities.totals.events')} n={totals.events} />
        <Sum name={t('activities.field.total')} n={totals.total} />
        <Sum name={t('activities.totals.females')} n={totals.females} />
        <Sum name={t('activities.field.disability')} n={totals.disability} />
        <Sum name={t('activities.field.audience')} n={totals.audience} />
      </dl>
      {totals.uncounted > 0 && (
        <p class="quiet">{t('activities.totals.uncounted', { n: totals.uncounted })}</p>
      )}
      {totals.total > 0 && (
        <div class="pair">
          <Split caption={t('activities.form.sex')} fields={sexFields} totals={totals} known={totals.bySex} />
          <Split caption={t('activities.form.age')} fields={ageFields} totals={totals} known={totals.byAge} />
        </div>
      )}
      <p class="quiet">
        {t('activities.totals.known', {
          sex: number(totals.bySex),
          age: number(totals.byAge),
          all: number(totals.total),
        })}
      </p>
    </section>
  )
}

function Sum({ name, n }: { name: string; n: number }) {
  const { number } = useWords()
  return (
    <div>
      <dt>{name}</dt>
      <dd>{number(n)}</dd>
    </div>
  )
}

type SplitProps = { caption: string; fields: readonly PeopleField[]; totals: ActivityTotals; known: number }

function Split({ caption, fields, totals, known }: SplitProps) {
  const { t, number } = useWords()
  return (
    <table class="split">
      <caption>{caption}</caption>
      <tbody>
        {fields.map((field) => {
          const isKnown = !field.endsWith('unknown')
          return (
            <tr class={isKnown ? undefined : 'unknown'}>
              <th scope="row">
                {t(`activities.field.${field}`)}
                {isKnown && <Bar share={known === 0 ? 0 : totals[field] / known} />}
              </th>
              <td class="count">{number(totals[field])}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export function Bar({ share }: { share: number }) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`
  return (
    <svg class="bar" aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="3" />
      <rect class="fill" width={width} height="100%" rx="3" />
    </svg>
  )
}

type ListProps = {
  list: readonly Listed[]
  codes: Readonly<Record<string, string>>
  query: ActivityQuery
  mayWrite: boolean
  more: boolean
}

export function ActivityList({ list, codes, query, mayWrite, more }: ListProps) {
  const { t } = useWords()
  const page = query.page ?? 1
  return (
    <section aria-labelledby="list">
      <h2 id="list">{t(query.removed === '1' ? 'activities.list.removed' : 'activities.list')}</h2>
      {list.length === 0 && <p class="card empty">{t('activities.list.empty')}</p>}
      <ol class="activities">
        {list.map((each) => (
          <Item listed={each} codes={codes} mayWrite={mayWrite} />
        ))}
      </ol>
      {(page > 1 || more) && (
        <p class="buttons paging">
          {page > 1 && <a href={listHref(query, { page: page - 1 })}>{t('activities.list.newer')}</a>}
          {more && <a href={listHref(query, { page: page + 1 })}>{t('activities.list.older')}</a>}
        </p>
      )}
    </section>
  )
}

type ItemProps = { listed: Listed; codes: Readonly<Record<string, string>>; mayWrite: boolean }

function Item({ listed: { activity, arrivals }, codes, mayWrite }: ItemProps) {
  const words = useWords()
  const { t, day } = words
  const { id, kind, district, partner, entryCode, remark, by } = activity
  const people = inWords(words, activity)
  return (
    <li class="card activity">
      <p class="day">{day(activity.day)}</p>
      <div class="what">
        <h3>
          {t(`activities.kind.${kind}`)} <span class="place">{district}</span>
        </h3>
        {partner !== '' && <p>{partner}</p>}
        {people.map((line) => (
          <p class="people">{line}</p>
        ))}
        {entryCode !== null && (
          <p>
            {t('activities.list.code', { code: entryCode, name: codes[entryCode] ?? entryCode })}
            <Arrived arrivals={arrivals} />
          </p>
        )}
        {remark !== '' && <p class="remark">{remark}</p>}
        <Evidence activity={activity} />
        {by !== null && <p class="quiet by">{t('activities.list.by', { name: by })}</p>}
      </div>
      {mayWrite && (
        <Actions
          id={id}
          removed={activity.removed}
          of={`${t(`activities.kind.${kind}`)}, ${district}, ${day(activity.day)}`}
        />
      )}
    </li>
  )
}

function Arrived({ arrivals }: { arrivals: Cell | null | undefined }) {
  const { t } = useWords()
  if (arrivals === undefined) return null
  if (arrivals === null) return <span class="quiet">{` ${t('activities.arrivals.none')}`}</span>
  const says =
    arrivals.kind === 'exact'
      ? t('activities.arrivals', { n: arrivals.count })
      : t(`activities.arrivals.${arrivals.kind}`)
  return <span class="quiet">{` ${says}`}</span>
}

function Evidence({ activity: { id, evidenceLink, evidenceName } }: { activity: Activity }) {
  const { t } = useWords()
  if (evidenceLink === null && evidenceName === null)
    return <p class="quiet">{t('activities.list.no.evidence')}</p>
  return (
    <p class="evidence">
      {`${t('activities.form.evidence')}: `}
      {evidenceLink !== null && (
        <a href={evidenceLink} rel="noreferrer noopener nofollow" target="_blank">
          {evidenceLink}
        </a>
      )}
      {evidenceLink !== null && evidenceName !== null && ', '}
      {evidenceName !== null && <a href={`/staff/activities/${id}/evidence`}>{evidenceName}</a>}
    </p>
  )
}

function Actions({ id, removed, of }: { id: number; removed: boolean; of: string }) {
  const { t } = useWords()
  const act = removed ? 'restore' : 'remove'
  return (
    <div class="actions">
      {!removed && (
        <a href={`/staff/activities/${id}`} aria-label={`${t('activities.list.edit')}: ${of}`}>
          {t('activities.list.edit')}
        </a>
      )}
      <Form action={`/staff/activities/${id}/${act}`}>
        <button type="submit" class="quiet-button" aria-label={`${t(`activities.list.${act}`)}: ${of}`}>
          {t(`activities.list.${act}`)}
        </button>
      </Form>
    </div>
  )
}

/** Lines about the people: how many, by sex, by age. What was not recorded is not written down as 0. */
function inWords({ t, number }: Words, { people }: Activity): string[] {
  const { total, audience, disability } = people
  const parts = (fields: readonly PeopleField[]) =>
    fields.flatMap((field) => {
      const n = people[field]
      return n === undefined || n === 0 ? [] : [`${t(`activities.short.${field}`)} ${number(n)}`]
    })
  const extra = disability === undefined ? [] : [`${t('activities.short.disability')} ${number(disability)}`]
  return [
    ...(total === undefined
      ? []
      : [[t('activities.list.people', { n: total }), ...parts(sexFields), ...extra].join(' · ')]),
    ...(parts(ageFields).length === 0 ? [] : [parts(ageFields).join(' · ')]),
    ...(audience === undefined ? [] : [t('activities.list.audience', { n: audience })]),
  ]
}
