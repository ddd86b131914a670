import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { may, type Right } from '../access/rights.ts'
import type { Who } from '../access/sessions.ts'
import type { Db } from '../store/db.ts'
import { hasSynthetic } from '../store/seed.ts'
import type { StaffEnv } from './env.ts'
import { SignedBy } from './form.tsx'
import type { Look } from './health-signs.ts'
import { Attention, HealthStrip } from './health-strip.tsx'
import { SpokenIn, useWords } from './words.ts'

export type Frame = {
  heading: string
  /** Language of the heading, where it is not the page's. */
  headingLang?: string | undefined
  here: Section | null
  /** "26 Oct 2026 to 24 Nov 2026 …", below the heading. */
  when?: string
  /** Rows and pictures need more room than words. */
  wide?: boolean
}

/** Makes a whole page of what stands in its middle. */
export type Show = (
  c: Context<StaffEnv>,
  frame: Frame,
  content: Child,
  status?: 200 | 400 | 404 | 409 | 422 | 429 | 503,
) => Promise<Response>

type Section = 'reach' | 'content' | 'logframe' | 'activities' | 'reports' | 'links' | 'staff' | 'audit'
const sections: readonly { section: Section; href: string; right: Right }[] = [
  { section: 'reach', href: '/staff', right: 'see numbers' },
  { section: 'content', href: '/staff/content', right: 'see content' },
  { section: 'logframe', href: '/staff/logframe', right: 'see logframe' },
  { section: 'activities', href: '/staff/activities', right: 'see activities' },
  { section: 'reports', href: '/staff/reports', right: 'see reports' },
  { section: 'links', href: '/staff/links', right: 'see links' },
  { section: 'staff', href: '/staff/people', right: 'manage staff' },
  { section: 'audit', href: '/staff/audit', right: 'see audit' },
]

type LayoutParts = { db: Db; campaign: string; look: () => Promise<Look> }

export function makeShow({ db, campaign, look }: LayoutParts): Show {
  return async (c, frame, content, status = 200) => {
    const state = await look()
    const synthetic = state.reads === undefined ? false : await hasSynthetic(db)
    const { who, words } = c.var
    const page = (
      <SpokenIn value={words}>
        <SignedBy value={who.csrf}>
          <Page frame={frame} who={who} around={{ campaign, synthetic, look: state }}>
            {content}
          </Page>
        </SignedBy>
      </SpokenIn>
    )
    return c.html(html`<!doctype html>${page}`, status)
  }
}

type Around = { campaign: string; synthetic: boolean; look: Look }

function Page({
  frame,
  who,
  around,
  children,
}: {
  frame: Frame
  who: Who
  around: Around
  children?: Child
}) {
  const { tongue } = useWords()
  return (
    <html lang={tongue}>
      <Head title={`${frame.heading} – ${around.campaign}`} />
      <body class={frame.wide === true ? 'wide' : undefined}>
        {around.synthetic && <SyntheticBanner />}
        <header>
          <Top campaign={around.campaign} who={who} here={frame.here} />
          <h1 lang={frame.headingLang}>{frame.heading}</h1>
          {frame.when !== undefined && <p class="when">{frame.when}</p>}
          <Attention look={around.look} />
        </header>
        <main>{children}</main>
        <footer>
          <HealthStrip look={around.look} />
        </footer>
      </body>
    </html>
  )
}

/** What every page says of itself to a browser, shared ones too. */
export function Head({ title }: { title: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="stylesheet" href="/staff/staff.css" />
      <script src="/staff/staff.js" defer />
    </head>
  )
}

function Top({ campaign, who, here }: { campaign: string; who: Who; here: Section | null }) {
  const { t } = useWords()
  return (
    <div class="top">
      <p class="campaign">{campaign}</p>
      <nav class="pages" aria-label={t('shell.nav.pages')}>
        {sections
          .filter(({ right }) => may(who.role, right))
          .map(({ section, href }) => (
            <a
              href={href}
              class={section === here ? 'here' : undefined}
              aria-current={section === here ? 'page' : undefined}
            >
              {t(`shell.nav.${section}`)}
            </a>
          ))}
        <a href="/staff/account" class="me">
          {t('shell.signed.in', { name: who.name, role: t(`shell.role.${who.role}`) })}
        </a>
      </nav>
    </div>
  )
}

export function SyntheticBanner() {
  return (
    <p class="synthetic" role="note">
      {raw(useWords().html('shell.synthetic'))}
    </p>
  )
}
