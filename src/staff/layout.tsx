import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { HealthStrip, type StaffHealth } from './health-strip.tsx'

export type Frame = {
  campaign: string
  heading: string
  /** Language of the heading, where it is not the page's. */
  headingLang?: string | undefined
  here: 'reach' | 'content'
  /** "26 Oct 2026 to 24 Nov 2026 …", below the heading. */
  when: string
  health: StaffHealth
  synthetic: boolean
}

/** A whole staff page: what stands above and below every content. */
export function layout(frame: Frame, content: Child) {
  return html`<!doctype html>${<Page frame={frame}>{content}</Page>}`
}

function Page({ frame, children }: { frame: Frame; children?: Child }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${frame.heading} – ${frame.campaign}`}</title>
        <link rel="stylesheet" href="/staff/staff.css" />
      </head>
      <body>
        {frame.synthetic && <SyntheticBanner />}
        <header>
          <div class="top">
            <p class="campaign">{frame.campaign}</p>
            <nav class="pages" aria-label="Pages">
              <PageLink href="/staff" here={frame.here === 'reach'}>
                Reach
              </PageLink>
              <PageLink href="/staff/content" here={frame.here === 'content'}>
                Content
              </PageLink>
            </nav>
          </div>
          <h1 lang={frame.headingLang}>{frame.heading}</h1>
          <p class="when">{frame.when}</p>
          <p class="open" role="note">
            <strong>This page has no sign-in yet.</strong> It opens only on this computer.
          </p>
        </header>
        <main>{children}</main>
        <footer>
          <HealthStrip health={frame.health} />
        </footer>
      </body>
    </html>
  )
}

function PageLink({ href, here, children }: { href: string; here: boolean; children?: Child }) {
  return (
    <a href={href} class={here ? 'here' : undefined}>
      {children}
    </a>
  )
}

function SyntheticBanner() {
  return (
    <p class="synthetic" role="note">
      <strong>Synthetic data.</strong> These numbers include accounts made by <code>sapar seed</code>. Do not
      report them.
    </p>
  )
}
