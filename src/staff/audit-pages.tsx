import { z } from 'zod'
import { type AuditState, verifyAudit } from '../access/audit.ts'
import { type AuditLine, auditBefore } from '../store/audit.ts'
import { Access } from './access.tsx'
import type { PageParts } from './app.tsx'
import { instantName } from './instants.ts'
import { Scroll } from './scroll.tsx'
import { useWords } from './words.ts'

const most = 100
const beforeParam = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional()

/** What staff did, the newest first, and whether the log is whole. */
export function addAuditPages({ door, db, show, content }: PageParts): void {
  door.get('/staff/audit', 'see audit', async (c) => {
    const { t } = c.var.words
    const before = beforeParam.safeParse(c.req.query('before'))
    const frame = { heading: t('audit.title'), here: 'audit', wide: true } as const
    if (!before.success) return show(c, frame, <p class="card">{t('audit.wrong')}</p>, 400)
    const lines = await auditBefore(db, before.data, most)
    const state = c.req.query('check') === undefined ? undefined : await verifyAudit(db)
    return show(c, frame, <Audit {...{ lines, state, timeZone: content.campaign.time_zone }} />)
  })
}

type AuditProps = { lines: readonly AuditLine[]; state: AuditState | undefined; timeZone: string }

function Audit({ lines, state, timeZone }: AuditProps) {
  const { t } = useWords()
  const last = lines.at(-1)
  return (
    <Access>
      <section class="card stack" aria-labelledby="chain">
        <h2 id="chain">{t('audit.chain')}</h2>
        {state === undefined ? (
          <p>
            <a href="/staff/audit?check=yes">{t('audit.check')}</a>
          </p>
        ) : (
          <Chain state={state} />
        )}
        <p class="says">{t('audit.chain.says')}</p>
      </section>
      <section class="card stack" aria-labelledby="lines">
        <h2 id="lines">{t('audit.lines')}</h2>
        {lines.length === 0 ? <p>{t('audit.empty')}</p> : <Lines lines={lines} timeZone={timeZone} />}
        {last !== undefined && last.id > 1 && (
          <p>
            <a href={`/staff/audit?before=${last.id}`} rel="next">
              {t('audit.older')}
            </a>
          </p>
        )}
      </section>
    </Access>
  )
}

function Chain({ state }: { state: AuditState }) {
  const { t } = useWords()
  if (state.kind === 'broken')
    return (
      <p class="wrong" role="alert">
        {t(state.why === 'missing' ? 'audit.missing' : 'audit.changed', { id: state.id })}
      </p>
    )
  return (
    <p role="status">
      {t('audit.whole', { rows: state.rows })} <code>{`${state.rows}:${state.hash}`}</code>
    </p>
  )
}

function Lines({ lines, timeZone }: { lines: readonly AuditLine[]; timeZone: string }) {
  const words = useWords()
  const { t } = words
  return (
    <Scroll labelledBy="lines">
      <table class="audit">
        <caption>{t('audit.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('audit.number')}</th>
            <th scope="col">{t('audit.at')}</th>
            <th scope="col">{t('audit.who')}</th>
            <th scope="col">{t('audit.action')}</th>
            <th scope="col">{t('audit.what')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, at, name, action, what }) => (
            <tr>
              <th scope="row">{String(id)}</th>
              <td>{instantName(words, at, timeZone)}</td>
              <td>{name ?? t('audit.program')}</td>
              <td>
                <code>{action}</code>
              </td>
              <td>{told(what)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** role: editor · staff: 4 */
function told(what: Readonly<Record<string, unknown>>): string {
  return Object.entries(what)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
}
