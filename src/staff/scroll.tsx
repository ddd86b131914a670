import type { Child } from 'hono/jsx'

/** A box of its own for what is wider than a phone; the keyboard can scroll it too. */
export function Scroll({ labelledBy, children }: { labelledBy: string; children?: Child }) {
  return (
    <section class="scroll" tabindex={0} aria-labelledby={labelledBy}>
      {children}
    </section>
  )
}
