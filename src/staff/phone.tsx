import { raw } from 'hono/html'
import type { Language } from '../campaign/campaign.ts'
import { type Media, type Message, makeMessage } from '../content/message.ts'
import { nodeAt, type Place, placeOf } from '../flow/places.ts'
import { render } from '../flow/render.ts'
import type { Script } from '../flow/script.ts'
import { newState, type State } from '../flow/state.ts'
import { readTap } from '../flow/tap.ts'
import { hasView } from '../flow/views.ts'
import { useWords } from './words.ts'

/** What is looked at, and as whom. */
export type Seen = { place: Place; language: Language; citizenship?: string | undefined }

/**
 * The messages that the bot sends at a place to somebody of whom only language and citizenship are known. A quiz
 * shows all its questions, each with what is said after every answer.
 */
export function messagesAt(script: Script, { place, language, citizenship }: Seen, today: string): Message[] {
  const vars: State['vars'] = citizenship === undefined ? {} : { citizenship }
  const state: State = { ...newState(), language, place, vars }
  return quizRuns(script, place)
    .flatMap((quiz) => render(script, { ...state, quiz }, language))
    .map(({ card }) => makeMessage(script.content, card, language, today))
}

function quizRuns(script: Script, place: Place): State['quiz'][] {
  const node = nodeAt(script, place)
  if (node?.kind !== 'quiz' || place.view !== undefined) return [null]
  return Object.values(node.questions).flatMap(({ answers }, index) =>
    [null, ...Object.keys(answers)].map((answered) => ({
      flow: place.flow,
      node: place.node,
      index,
      score: 0,
      answered,
    })),
  )
}

type Props = {
  label: string
  language: Language
  messages: readonly Message[]
  /** The page of what a button leads to; undefined for a button that leads to no card. */
  hrefOf: (data: string) => string | undefined
}

/** A phone with the chat in it, as Telegram draws it. */
export function Phone({ label, language, messages, hrefOf }: Props) {
  return (
    <figure class="phone">
      <figcaption>{label}</figcaption>
      <div class="screen" lang={language}>
        {messages.map((message) => (
          <div class="message">
            {message.media !== null && <MediaLine media={message.media} />}
            <div class="bubble">{raw(message.html)}</div>
            {message.rows.map((row) => (
              <div class="row">
                {row.map((button) => (
                  <PhoneButton
                    text={button.text}
                    href={'url' in button ? button.url : hrefOf(button.data)}
                    outward={'url' in button}
                  />
                ))}
              </div>
            ))}
          </div>
        ))}
      </div>
    </figure>
  )
}

/** What is sent beside the words, in the language of the page: the file itself is not shown here. */
function MediaLine({ media }: { media: Media }) {
  const { t, tongue } = useWords()
  const what = 'file' in media ? media.file : t(`content.phone.${media.make.as}`)
  return (
    <p class="media" lang={tongue}>
      {t('content.phone.media', { kind: t(`content.phone.${media.kind}`), what })}
    </p>
  )
}

function PhoneButton({ text, href, outward }: { text: string; href: string | undefined; outward: boolean }) {
  const { t, tongue } = useWords()
  if (href === undefined) return <span class="button">{text}</span>
  return (
    <a class="button" href={href}>
      {text}
      {outward && (
        <>
          <span class="outward" aria-hidden="true">
            ↗
          </span>
          <span class="unseen" lang={tongue}>{` (${t('content.phone.outward')})`}</span>
        </>
      )}
    </a>
  )
}

/** The card that a button leads to, if it leads to one: a choice may first be kept, or ask something. */
export function ledTo(script: Script, data: string): Place | undefined {
  const tap = readTap(data)
  if (tap === undefined) return undefined
  if (tap.kind === 'press') return pressed(script, tap.place, tap.press)
  const { place } = tap
  if (nodeAt(script, place) === undefined) return undefined
  return place.view === undefined || hasView(script, place, place.view) ? place : undefined
}

function pressed(script: Script, place: Place, press: string): Place | undefined {
  const node = nodeAt(script, place)
  if (node === undefined || node.kind === 'route') return undefined
  const button = Object.hasOwn(node.buttons, press) ? node.buttons[press] : undefined
  const option = node.kind === 'ask' && Object.hasOwn(node.options, press) ? node.options[press] : undefined
  const target = button?.to ?? option?.to ?? ('then' in node ? node.then : undefined)
  if (target === undefined || target === 'return') return undefined
  const to = placeOf(target, place.flow)
  return nodeAt(script, to) === undefined ? undefined : to
}
