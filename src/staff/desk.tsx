import type { Child } from 'hono/jsx'

/** Around pages on which staff write: their styles stay inside. */
export function Desk({ children }: { children?: Child }) {
  return <div class="desk">{children}</div>
}
