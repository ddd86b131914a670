import type { Context } from 'hono'
import { may } from '../access/rights.ts'
import { dayIn, type Language, spokenBy } from '../campaign/campaign.ts'
import { atlasOf, type Spot } from '../flow/atlas.ts'
import { contentParts, dueForCheck } from '../flow/content-state.ts'
import { nodeAt, type Place, placeOf } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'
import { hasView } from '../flow/views.ts'
import type { PageParts } from './app.tsx'
import { CardPage } from './card-page.tsx'
import { cardName, partName } from './content-names.ts'
import { ContentPage } from './content-page.tsx'
import { DueMonthPage, DuePage, monthOf } from './due-page.tsx'
import type { StaffEnv } from './env.ts'
import { HiddenNow, type Hiding } from './hide-parts.tsx'
import type { Frame } from './layout.tsx'
import { hiddenSeen } from './look.ts'
import { PartPage } from './part-page.tsx'
import type { Seen } from './phone.tsx'
import { UndialledPage } from './undialled-page.tsx'
import { Way } from './way.tsx'

/** The pages on which staff see the content, below /staff/content. They read nothing but what the bot holds in memory. */
export function addContentPages(pages: PageParts): void {
  const { script } = pages
  const survey = once(() => ({ parts: contentParts(script), due: dueForCheck(script) }))
  addSurvey(pages, survey)
  addDue(pages, survey)
  addCards(pages)
}

type Survey = () => { parts: ReturnType<typeof contentParts>; due: ReturnType<typeof dueForCheck> }

const todayOf = ({ script, now }: PageParts) => dayIn(script.content.campaign.time_zone, now())

/** What is hidden, and whether who looks may change that. */
function hidingFor({ live, script }: PageParts, c: Context<StaffEnv>): Hiding {
  const { time_zone: timeZone } = script.content.campaign
  return { rows: live.rows, may: may(c.var.who.role, 'hide content'), timeZone }
}

function addSurvey(pages: PageParts, survey: Survey): void {
  const { door, show, script, live } = pages
  door.get('/staff/content', 'see content', (c) => {
    const { t, day } = c.var.words
    const today = todayOf(pages)
    const frame: Frame = {
      here: 'content',
      heading: t('content.heading'),
      when: t('content.when', { day: day(today) }),
    }
    return show(
      c,
      frame,
      <>
        <HiddenNow script={script} seen={hiddenSeen(script, live.rows)} hiding={hidingFor(pages, c)} />
        <ContentPage script={script} {...survey()} today={today} />
      </>,
    )
  })
  door.get('/staff/content/part/:kind/:id', 'see content', (c) => {
    const { kind, id } = c.req.param()
    const part = survey().parts.find((each) => each.kind === kind && each.id === id)
    if (part === undefined) return nothing(pages, c, 'content.part.none')
    const name = partName(script, part, c.var.words)
    const frame: Frame = {
      here: 'content',
      heading: name.text,
      headingLang: name.lang,
      when: c.var.words.t(`content.part.${part.kind}`, { id: part.id }),
    }
    return show(c, frame, <PartPage script={script} part={part} />)
  })
}

function addDue(pages: PageParts, survey: Survey): void {
  const { door, show, script } = pages
  door.get('/staff/content/due', 'see content', (c) => {
    const { t, day } = c.var.words
    const today = todayOf(pages)
    const frame: Frame = {
      here: 'content',
      heading: t('content.due'),
      when: t('content.due.when', { day: day(today) }),
    }
    return show(c, frame, <DuePage script={script} due={survey().due} today={today} />)
  })
  door.get('/staff/content/due/:month', 'see content', (c) => {
    const { t, month } = c.var.words
    const asked = c.req.param('month')
    const due = survey().due.filter((each) => monthOf(each) === asked)
    const [first] = due
    if (first === undefined) return nothing(pages, c, 'content.due.none')
    const frame: Frame = {
      here: 'content',
      heading: t('content.due.in.month', { month: month(`${monthOf(first)}-01`) }),
      when: t('content.due.in.month.when'),
    }
    return show(c, frame, <DueMonthPage script={script} due={due} today={todayOf(pages)} />)
  })
  door.get('/staff/content/undialled', 'see content', (c) => {
    const { t } = c.var.words
    const frame: Frame = {
      here: 'content',
      heading: t('content.undialled'),
      when: t('content.undialled.when'),
    }
    return show(c, frame, <UndialledPage script={script} due={survey().due} />)
  })
}

function addCards(pages: PageParts): void {
  const { door, show, script, live } = pages
  const atlas = once(() => atlasOf(script))
  door.get('/staff/content/card/:id', 'see content', (c) => {
    const asked = seenIn(script, atlas(), c)
    if (asked === undefined) return nothing(pages, c, 'content.card.none')
    const { spot, seen } = asked
    const { each } = spot
    const name = cardName(script, each, c.var.words)
    const frame: Frame = {
      here: 'content',
      heading: name.text,
      headingLang: name.lang,
      when: c.var.words.t('content.card.when', { id: `${each.flow.flow}.${each.id}` }),
    }
    const looked = { atlas: atlas(), spot, seen, today: todayOf(pages) }
    const hiding = hidingFor(pages, c)
    return show(c, frame, <CardPage script={script} live={live.now} hiding={hiding} {...looked} />)
  })
}

type NoSuchThing = 'content.card.none' | 'content.part.none' | 'content.due.none'

/** What was asked for is not there, and the way to what is. */
function nothing({ show }: PageParts, c: Context<StaffEnv>, heading: NoSuchThing) {
  const { t } = c.var.words
  const frame: Frame = { here: 'content', heading: t(heading) }
  return show(
    c,
    frame,
    <>
      <Way steps={[]} />
      <p class="card">{t(`${heading}.says`)}</p>
    </>,
    404,
  )
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
