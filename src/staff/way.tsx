import type { Name } from './namings.ts'
import { useWords } from './words.ts'

export type Step = { name: Name; href: string }

/** Where a page stands below the content page, and the way back. */
export function Way({ steps }: { steps: readonly Step[] }) {
  const { t } = useWords()
  const all: readonly Step[] = [{ name: { text: t('content.heading') }, href: '/staff/content' }, ...steps]
  return (
    <nav class="way" aria-label={t('content.way')}>
      <ol>
        {all.map(({ name, href }) => (
          <li>
            <a href={href} lang={name.lang}>
              {name.text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
