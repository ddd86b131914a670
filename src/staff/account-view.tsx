import { type Enrolment, factorOf } from '../access/factor.ts'
import { needsFactor } from '../access/rights.ts'
import { tongues } from '../content/interface.ts'
import type { OwnSession } from '../store/sessions.ts'
import type { StaffRow } from '../store/staff.ts'
import { Access } from './access.tsx'
import { Form } from './form.tsx'
import { instantName } from './instants.ts'
import { CodeField, SetUp } from './sign-in-view.tsx'
import { useWords } from './words.ts'

type AccountProps = {
  own: StaffRow
  sessions: readonly OwnSession[]
  current: number
  timeZone: string
  problem?: string
  wrong?: boolean
}

export function Account({ own, sessions, current, timeZone, problem, wrong = false }: AccountProps) {
  const { t } = useWords()
  return (
    <Access>
      {problem !== undefined && (
        <p class="card wrong" role="alert">
          {t(problem)}
        </p>
      )}
      <Settings own={own} />
      <section class="card stack" aria-labelledby="sessions">
        <h2 id="sessions">{t('account.sessions')}</h2>
        <Sessions {...{ sessions, current, timeZone }} />
        <div class="choices">
          <Form action="/staff/account/sign-out">
            <button type="submit">{t('account.sign.out')}</button>
          </Form>
          {sessions.length > 1 && (
            <Form action="/staff/account/sessions/others/end">
              <button type="submit" class="quiet-button">
                {t('account.end.others')}
              </button>
            </Form>
          )}
        </div>
      </section>
      <Factor own={own} wrong={wrong} />
    </Access>
  )
}

function Settings({ own }: { own: StaffRow }) {
  const { t } = useWords()
  return (
    <section class="card stack" aria-labelledby="settings">
      <h2 id="settings">{t('account.settings')}</h2>
      <Form action="/staff/account" class="stack">
        <div class="row">
          <div class="field">
            <label for="name">{t('account.name')}</label>
            <input id="name" name="name" value={own.name} required maxlength={80} autocomplete="off" />
          </div>
          <div class="field">
            <label for="tongue">{t('account.tongue')}</label>
            <select id="tongue" name="tongue">
              {tongues.map((tongue) => (
                <option value={tongue} lang={tongue} selected={tongue === own.tongue}>
                  {t(`account.tongue.${tongue}`)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <p>
          <label class="tick">
            <input type="checkbox" name="digest" checked={own.digest} />
            {t('account.digest')}
          </label>
        </p>
        <button type="submit">{t('account.save')}</button>
      </Form>
    </section>
  )
}

function Sessions({
  sessions,
  current,
  timeZone,
}: {
  sessions: readonly OwnSession[]
  current: number
  timeZone: string
}) {
  const words = useWords()
  const { t } = words
  return (
    <ul class="sessions">
      {sessions.map(({ id, browser, begunAt, seenAt }) => (
        <li>
          <p>
            <strong>{browser === '' ? t('signin.browser.unknown') : browser}</strong>
            {id === current && ` · ${t('account.this')}`}
          </p>
          <p class="says">
            {t('account.session', {
              begun: instantName(words, begunAt, timeZone),
              seen: instantName(words, seenAt, timeZone),
            })}
          </p>
          {id !== current && (
            <Form action={`/staff/account/sessions/${id}/end`}>
              <button type="submit" class="quiet-button">
                {t('account.end')}
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}

function Factor({ own, wrong }: { own: StaffRow; wrong: boolean }) {
  const { t } = useWords()
  const on = factorOf(own) === 'on'
  return (
    <section class="card stack" aria-labelledby="factor">
      <h2 id="factor">{t('account.factor')}</h2>
      <p>{t(on ? 'account.factor.is.on' : 'account.factor.is.off')}</p>
      {!on && <a href="/staff/account/factor">{t('account.factor.set.up')}</a>}
      {on && needsFactor(own.role) && <p class="says">{t('account.factor.needed')}</p>}
      {on && !needsFactor(own.role) && (
        <Form action="/staff/account/factor/off" class="row">
          <CodeField wrong={wrong} />
          <button type="submit" class="quiet-button">
            {t('account.factor.off')}
          </button>
        </Form>
      )}
    </section>
  )
}

/** Setting up the second factor: it is on once a code proves it. */
export function FactorOn({ enrolment, wrong }: { enrolment: Enrolment; wrong: boolean }) {
  const { t } = useWords()
  return (
    <Access>
      <section class="card stack">
        <SetUp enrolment={enrolment} says={t('account.factor.how')} />
        <Form action="/staff/account/factor" class="stack">
          <input type="hidden" name="sealed" value={enrolment.sealed} />
          <CodeField wrong={wrong} />
          <button type="submit">{t('account.factor.on')}</button>
        </Form>
      </section>
    </Access>
  )
}
