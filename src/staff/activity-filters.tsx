import { activityKinds } from '../campaign/activity.ts'
import { type ActivityQuery, listHref } from './activity-query.ts'
import { useWords } from './words.ts'

/** The filters as a form that only reads, and those that are set as links that take each away. */
export function Filters({ query, districts }: { query: ActivityQuery; districts: readonly string[] }) {
  const { t } = useWords()
  const known = query.district === undefined ? districts : [...new Set([...districts, query.district])]
  return (
    <section class="card activity-filters" aria-label={t('activities.filter')}>
      <form method="get" action="/staff/activities">
        <p class="field">
          <label for="by-kind">{t('activities.field.kind')}</label>
          <select id="by-kind" name="kind">
            <option value="">{t('activities.filter.all')}</option>
            {activityKinds.map((kind) => (
              <option value={kind} selected={query.kind === kind}>
                {t(`activities.kind.${kind}`)}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for="by-district">{t('activities.field.district')}</label>
          <select id="by-district" name="district">
            <option value="">{t('activities.filter.all')}</option>
            {known.map((district) => (
              <option value={district} selected={query.district === district}>
                {district}
              </option>
            ))}
          </select>
        </p>
        <Month name="from" value={query.from} />
        <Month name="to" value={query.to} />
        {query.removed === '1' && <input type="hidden" name="removed" value="1" />}
        <button type="submit">{t('activities.filter.show')}</button>
      </form>
      <Chips query={query} />
    </section>
  )
}

/** Browsers without a month field show a text field: it says how to write one. */
function Month({ name, value }: { name: 'from' | 'to'; value: string | undefined }) {
  const { t } = useWords()
  return (
    <p class="field">
      <label for={`by-${name}`}>{t(`activities.filter.${name}`)}</label>
      <input type="month" id={`by-${name}`} name={name} placeholder="2026-11" value={value} />
    </p>
  )
}

function Chips({ query }: { query: ActivityQuery }) {
  const { t, month } = useWords()
  const { kind, district, from, to, removed } = query
  const chips = [
    ...(kind === undefined ? [] : [{ part: 'kind', says: t(`activities.kind.${kind}`) }]),
    ...(district === undefined ? [] : [{ part: 'district', says: district }]),
    ...(from === undefined
      ? []
      : [{ part: 'from', says: t('activities.chip.from', { month: month(`${from}-01`) }) }]),
    ...(to === undefined
      ? []
      : [{ part: 'to', says: t('activities.chip.to', { month: month(`${to}-01`) }) }]),
    ...(removed === undefined ? [] : [{ part: 'removed', says: t('activities.list.removed') }]),
  ]
  if (chips.length === 0) return null
  return (
    <ul class="set">
      {chips.map(({ part, says }) => (
        <li>
          <a
            href={listHref(query, { [part]: undefined })}
            aria-label={t('activities.chip.without', { name: says })}
          >
            {says} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
