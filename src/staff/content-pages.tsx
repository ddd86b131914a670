import type { Context, Hono } from 'hono'
import { dayIn, type Language, spokenBy } from '../campaign/campaign.ts'
import { atlasOf, type Spot } from '../flow/atlas.ts'
import { type ContentPart, contentParts, type Due, dueForCheck } from '../flow/content-state.ts'
import { nodeAt, type Place, placeOf } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'
import { hasView } from '../flow/views.ts'
import { CardPage } from './card-page.tsx'
import { cardName } from './content-names.ts'
import { ContentPage } from './content-page.tsx'
import { DueSection, UndialledSection } from './due-page.tsx'
import type { StaffEnv } from './guard.ts'
import type { StaffHealth } from './health-strip.tsx'
import { type Frame, layout } from './layout.tsx'
import { dayName } from './names.ts'
import type { Seen } from './phone.tsx'

type Parts = { script: Script; now: () => Date; health: () => StaffHealth }

/** The pages on which staff see the content, below /staff/content. They read nothing but what the bot holds in memory. */
export function addContentPages(app: Hono<StaffEnv>, { script, now, health }: Parts): void {
  const today = () => dayIn(script.content.campaign.time_zone, now())
  const survey = once(() => ({ parts: contentParts(script), due: dueForCheck(script) }))
  const atlas = once(() => atlasOf(script))
  app.get('/staff/content', (c) => {
    const { parts, due } = survey()
    const frame = frameOf(script, health(), {
      heading: 'What the bot says',
      when: `Texts, facts and contacts as the bot has them now, ${dayName(today())}.`,
    })
    return c.html(layout(frame, <Survey script={script} parts={parts} due={due} today={today()} />))
  })
  app.get('/staff/content/card/:id', (c) => {
    const asked = seenIn(script, atlas(), c)
    if (asked === undefined) {
      return c.text('There is no such card, or not in this way. All cards are at /staff/content\n', 404)
    }
    const { spot, seen } = asked
    const { each } = spot
    const frame = frameOf(script, health(), {
      heading: cardName(script, each).text,
      headingLang: cardName(script, each).lang,
      when: `Card ${each.flow.flow}.${each.id}, as the bot shows it. Nothing is known of the person but what is chosen below.`,
    })
    return c.html(
      layout(frame, <CardPage script={script} atlas={atlas()} spot={spot} seen={seen} today={today()} />),
    )
  })
}

function Survey(props: { script: Script; parts: ContentPart[]; due: Due[]; today: string }) {
  const { script, parts, due, today } = props
  return (
    <>
      <nav class="jump" aria-label="On this page">
        <a href="#languages">Translations</a>
        <a href="#topics">Topics</a>
        <a href="#due">To be checked again</a>
        <a href="#undialled">Not dialled</a>
      </nav>
      <ContentPage script={script} parts={parts} />
      <DueSection script={script} due={due} today={today} />
      <UndialledSection script={script} due={due} />
    </>
  )
}

type Heading = Pick<Frame, 'heading' | 'when' | 'headingLang'>

function frameOf({ content }: Script, health: StaffHealth, heading: Heading): Frame {
  return { ...heading, here: 'content', campaign: content.campaign.name, health, synthetic: false }
}

/** What a page of a card is asked for; undefined when any part of it was made up. */
function seenIn(
  script: Script,
  atlas: ReadonlyMap<string, Spot>,
  c: Context<StaffEnv>,
): { spot: Spot; seen: Seen } | undefined {
  const { citizenships } = script.content.campaign
  const languages = spokenBy(script.content.campaign)
  const [first] = languages
  const id = c.req.param('id') ?? ''
  const spot = atlas.get(id)
  const language = languages.find((one) => one === (c.req.query('lang') ?? first))
  const citizenship = c.req.query('citizenship')
  const place = viewOf(script, placeOf(id, ''), c.req.query('view'))
  if (spot === undefined || language === undefined || place === undefined) return undefined
  if (citizenship !== undefined && !citizenships.includes(citizenship)) return undefined
  return { spot, seen: seenAs(place, language, citizenship) }
}

function seenAs(place: Place, language: Language, citizenship: string | undefined): Seen {
  return citizenship === undefined ? { place, language } : { place, language, citizenship }
}

function viewOf(script: Script, place: Place, view: string | undefined): Place | undefined {
  if (view === undefined) return nodeAt(script, place) === undefined ? undefined : place
  return hasView(script, place, view) ? { ...place, view } : undefined
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
