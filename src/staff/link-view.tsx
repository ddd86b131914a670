import { may, type Role } from '../access/rights.ts'
import type { Script } from '../flow/script.ts'
import { dimensions } from '../reach/segment.ts'
import { knownValues } from '../report/known.ts'
import type { Filter } from '../report/view.ts'
import type { ShareLink } from '../store/share-links.ts'
import { Form } from './form.tsx'
import { nameOf } from './namings.ts'
import { unknownInAddress } from './reach-question.ts'
import { useWords, type Words } from './words.ts'

type Props = {
  links: readonly ShareLink[]
  /** First days of the campaign's months, the newest first. */
  months: readonly string[]
  script: Script
  now: Date
  role: Role
}

export function LinksPage(props: Props) {
  const { t } = useWords()
  const { links, role } = props
  return (
    <>
      <section class="card" aria-labelledby="links">
        <h2 id="links">{t('links.list')}</h2>
        <p class="says">{t('links.says')}</p>
        {links.length === 0 ? <p class="quiet">{t('links.none')}</p> : <Links {...props} />}
      </section>
      {may(role, 'make links') && <NewLink {...props} />}
    </>
  )
}

function Links({ links, script, now, role }: Props) {
  const words = useWords()
  const { t } = words
  const { time_zone: timeZone } = script.content.campaign
  return (
    <ul class="links">
      {links.map((link) => (
        <li>
          <strong>{link.label}</strong>
          <p>{lockedText(link, words, script)}</p>
          <p class="by">
            {t('links.about', {
              by: link.by ?? '–',
              made: words.clock(link.createdAt, timeZone),
              expires: words.clock(link.expiresAt, timeZone),
              n: link.opened,
            })}
          </p>
          {stateOf(link, now) === 'open' && may(role, 'make links') ? (
            <Form action="/staff/links/revoke">
              <input type="hidden" name="id" value={String(link.id)} />
              <button
                type="submit"
                class="quiet-button"
                aria-label={t('links.revoke.of', { label: link.label })}
              >
                {t('links.revoke')}
              </button>
            </Form>
          ) : (
            <span class="badge stale">{t(`links.state.${stateOf(link, now)}`)}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function stateOf({ revokedAt, expiresAt }: ShareLink, now: Date): 'open' | 'revoked' | 'expired' {
  if (revokedAt !== null) return 'revoked'
  return expiresAt > now ? 'open' : 'expired'
}

function lockedText({ locked }: ShareLink, words: Words, script: Script): string {
  const month = locked.month === null ? words.t('links.newest') : words.month(locked.month)
  const filters = locked.filters.map((filter) => filterText(filter as Filter, words, script))
  return [month, ...filters].join('; ')
}

function filterText({ dimension, value }: Filter, words: Words, script: Script): string {
  const name = nameOf({ kind: 'dimension', dimension, value }, words, script).text
  return `${words.t(`reach.table.${dimension}.rows`)}: ${name}`
}

const usualDays = 90

function NewLink({ months, script }: Props) {
  const words = useWords()
  const { t } = words
  return (
    <section class="card" aria-labelledby="new">
      <h2 id="new">{t('links.new')}</h2>
      <Form action="/staff/links" class="link-form">
        <label>
          {t('links.label')}
          <input type="text" name="label" required maxlength={80} />
        </label>
        <label>
          {t('links.month')}
          <select name="month">
            <option value="newest">{t('links.newest')}</option>
            {months.map((month) => (
              <option value={month.slice(0, 7)}>{words.month(month)}</option>
            ))}
          </select>
        </label>
        <FilterChoice name="first" label={t('links.first')} script={script} />
        <FilterChoice name="second" label={t('links.second')} script={script} />
        <label>
          {t('links.days')}
          <input type="number" name="days" min={1} max={365} value={String(usualDays)} required />
        </label>
        <button type="submit">{t('links.make')}</button>
      </Form>
    </section>
  )
}

function FilterChoice({ name, label, script }: { name: string; label: string; script: Script }) {
  const words = useWords()
  const known = knownValues(script)
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">{words.t('links.all')}</option>
        {dimensions.map((dimension) => (
          <optgroup label={words.t(`reach.table.${dimension}.name`)}>
            {[...(known[dimension] ?? []), null].map((value) => (
              <option value={`${dimension}=${value ?? unknownInAddress}`}>
                {nameOf({ kind: 'dimension', dimension, value }, words, script).text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

/** Shown once: only the hash of the link is kept. */
export function MadeLink({ address }: { address: string }) {
  const { t } = useWords()
  return (
    <section class="card" aria-labelledby="made">
      <h2 id="made">{t('links.made.once')}</h2>
      <p class="secret">
        <code>{address}</code>
      </p>
      <p class="says">{t('links.made.says')}</p>
      <p>
        <a href="/staff/links">{t('links.back')}</a>
      </p>
    </section>
  )
}
