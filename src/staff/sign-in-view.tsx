import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Enrolment } from '../access/factor.ts'
import type { Role } from '../access/rights.ts'
import { qrPath } from '../documents/qr.ts'
import { Access } from './access.tsx'
import { Head } from './layout.tsx'
import { useWords } from './words.ts'

/** A page for whoever has not signed in. */
export function OpenPage({
  campaign,
  heading,
  children,
}: {
  campaign: string
  heading: string
  children?: Child
}) {
  const { tongue } = useWords()
  return (
    <html lang={tongue}>
      <Head title={`${heading} – ${campaign}`} />
      <body class="narrow">
        <header>
          <p class="campaign">{campaign}</p>
          <h1>{heading}</h1>
        </header>
        <main>
          <Access>{children}</Access>
        </main>
      </body>
    </html>
  )
}

/** Begins a sign-in, or begins it anew. `to` is the page that was asked for. */
export function Begin({ to, says, demo }: { to: string; says: string; demo: boolean }) {
  const { t } = useWords()
  return (
    <section class="card stack">
      <p>{says}</p>
      <form method="post" action="/staff/sign-in">
        <input type="hidden" name="to" value={to} />
        <button type="submit">{t('signin.begin')}</button>
      </form>
      {demo && <p class="says">{raw(useWords().html('signin.demo.where'))}</p>}
    </section>
  )
}

type Waiting = { code: number; payload: string; bot: string; demo: boolean }

/** The number, and the way to the bot. */
export function WaitingFor({ code, payload, bot, demo }: Waiting) {
  const { t, html } = useWords()
  const link = startLink(bot, payload)
  return (
    <section class="card stack">
      <p>{t('signin.number')}</p>
      <p class="two-digits">{String(code)}</p>
      <ol class="sign-in-steps">
        <li>
          {demo ? (
            raw(html('signin.step.chat', { line: `/start ${payload}` }))
          ) : (
            <a href={link} target="_blank" rel="noopener">
              {t('signin.step.open')}
            </a>
          )}
        </li>
        <li>{t('signin.step.tap', { code })}</li>
        <li>{t('signin.step.back')}</li>
      </ol>
      {!demo && (
        <details>
          <summary>{t('signin.elsewhere')}</summary>
          <QrCode link={link} says={t('signin.qr')} />
        </details>
      )}
      <p class="says">{t('signin.waits')}</p>
    </section>
  )
}

export function startLink(bot: string, payload: string): string {
  return `https://t.me/${bot}?start=${payload}`
}

type GoOnProps = {
  to: string
  name: string
  factor: 'on' | 'off' | 'missing'
  enrolment: Enrolment | undefined
  wrong: boolean
}

/** The sign-in was approved: a button, with a second factor where there is one. */
export function GoOn({ to, name, factor, enrolment, wrong }: GoOnProps) {
  const { t } = useWords()
  return (
    <section class="card stack">
      <p>{t('signin.approved', { name })}</p>
      {enrolment !== undefined && <SetUp enrolment={enrolment} says={t('signin.must.set.up')} />}
      <form method="post" action="/staff/sign-in/go-on" class="stack">
        <input type="hidden" name="to" value={to} />
        {enrolment !== undefined && <input type="hidden" name="sealed" value={enrolment.sealed} />}
        {factor !== 'off' && <CodeField wrong={wrong} />}
        <button type="submit">{t('signin.go.on')}</button>
      </form>
    </section>
  )
}

/** Six digits of the authenticator app. */
export function CodeField({ wrong }: { wrong: boolean }) {
  const { t } = useWords()
  return (
    <div class="field">
      <label for="code">{t('signin.code')}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={9}
        required
        aria-describedby={wrong ? 'wrong' : undefined}
        aria-invalid={wrong ? 'true' : undefined}
      />
      {wrong && (
        <p id="wrong" class="wrong" role="alert">
          {t('signin.code.wrong')}
        </p>
      )}
    </div>
  )
}

/** What an authenticator app needs: a picture for the camera, letters for the hand. */
export function SetUp({ enrolment, says }: { enrolment: Enrolment; says: string }) {
  const { t } = useWords()
  const letters = enrolment.secret.match(/.{1,4}/g) ?? []
  return (
    <div class="stack">
      <p>{says}</p>
      <QrCode link={enrolment.link} says={t('signin.factor.qr')} />
      <p>
        {t('signin.factor.secret')} <code>{letters.join(' ')}</code>
      </p>
    </div>
  )
}

function QrCode({ link, says }: { link: string; says: string }) {
  const { side, path } = qrPath(link)
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={says}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** The door of the demonstration. */
export function DemoDoor({ roles, action }: { roles: readonly Role[]; action: string }) {
  const { t } = useWords()
  return (
    <section class="card stack">
      <p>{t('signin.demo.says')}</p>
      <form method="post" action={action} class="choices">
        {roles.map((role) => (
          <button
            type="submit"
            name="role"
            value={role}
            class={role === 'admin' ? undefined : 'quiet-button'}
          >
            {t('signin.demo.enter', { role: t(`shell.role.${role}`) })}
          </button>
        ))}
      </form>
    </section>
  )
}
