import { type Language, writtenIn } from '../campaign/campaign.ts'
import { isPlain } from '../content/texts.ts'
import type { Spot } from '../flow/atlas.ts'
import { cardId } from '../flow/places.ts'
import { type EachNode, linksOf } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import { cardHref, cardName, lookOf } from './content-names.ts'
import type { Name } from './namings.ts'
import type { Seen } from './phone.tsx'
import { useWords, type Words } from './words.ts'

type LeadsProps = { script: Script; atlas: ReadonlyMap<string, Spot>; each: EachNode; seen: Seen }

/** Where a card leads, and what makes a person go each way. */
export function Leads({ script, atlas, each, seen }: LeadsProps) {
  const words = useWords()
  const links = linksOf(script, each)
  if (links.length === 0) return <p class="quiet">{words.t('content.card.leads.nowhere')}</p>
  return (
    <ul class="leads">
      {links.map(({ path, said, to }) => {
        const next = to === undefined ? undefined : atlas.get(cardId(to))?.each
        const name = next === undefined ? { text: said } : cardName(script, next, words)
        return (
          <li>
            <ByWhat script={script} each={each} path={path.slice(2)} language={seen.language} />
            {to === undefined || next === undefined ? (
              <span>{said}</span>
            ) : (
              <a href={cardHref(to, lookOf(seen))} lang={name.lang}>
                {name.text}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

type Path = readonly (string | number)[]
type ByWhatProps = { script: Script; each: EachNode; path: Path; language: Language }

/** What makes a person go that way: the words of the button, or the condition, or both. */
function ByWhat({ script, each, path, language }: ByWhatProps) {
  const words = useWords()
  const condition = conditionOf(each, path)
  const said = steered(each, path, words) ?? buttonWords(script, each, String(path[1]), language)
  return (
    <span class="by">
      {said !== 'condition' && <span lang={said.lang}>{said.text}</span>}{' '}
      {condition !== undefined && (
        <>
          {words.t('content.card.if')} <code lang="en">{condition}</code>
        </>
      )}
    </span>
  )
}

function conditionOf({ node }: EachNode, [part, which]: Path): string | undefined {
  if (node.kind === 'route') return part === 'routes' ? node.routes[Number(which)]?.when : undefined
  return part === 'buttons' ? node.buttons[String(which)]?.when : undefined
}

/** Ways on that no button names. */
function steered({ node }: EachNode, [part, which]: Path, { t }: Words): Name | 'condition' | undefined {
  if (part === 'routes') return 'condition'
  if (part === 'otherwise') return { text: t('content.card.otherwise') }
  if (part === 'then') return { text: t('content.card.answered') }
  if (part === 'none') return { text: t('content.card.not.found') }
  if (part === 'bands' && node.kind === 'quiz')
    return { text: t('content.card.points', { n: node.bands[Number(which)]?.from ?? 0 }) }
  return undefined
}

/** The words of a button in the language that is looked at. */
function buttonWords(script: Script, { flow, id, node }: EachNode, name: string, language: Language): Name {
  const button = node.kind === 'route' ? undefined : node.buttons[name]
  const option = node.kind === 'ask' ? node.options[name] : undefined
  const key = (button ?? option)?.label ?? `${flow.flow}.${id}.${name}`
  const { texts, phrases } = script.content
  const written = writtenIn(language)
  const text = texts.get(written)?.get(key)?.text
  if (text === undefined) return { text: name }
  return isPlain(text) ? { text: phrases.plain(language, key), lang: language } : { text, lang: written }
}
