import type { Child } from 'hono/jsx'

/** What the pages of sign-in, staff, accounts and the audit log have in common to look at. */
export function Access({ children }: { children?: Child }) {
  return <div class="access">{children}</div>
}
