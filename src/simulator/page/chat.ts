import { loadBot } from './backend.js'
import { make } from './element.js'
import { People, type Person } from './people.js'
import { type HeardData, Phone, type PhoneHost } from './phone.js'

const GATHER_MS = 150
const people = new People()
const phones = new Map<number, Phone>()
const place = document.querySelector('#phones') ?? document.body
const chips = document.querySelector('#people') ?? document.body
let stream: EventSource | undefined
let pending: number | undefined

const host: PhoneHost = {
  payload: new URLSearchParams(location.search).get('start') ?? '',
  save: () => people.save(),
  remove: (person) => {
    people.remove(person)
    phones.get(person.id)?.element.remove()
    phones.delete(person.id)
    draw()
    listen()
  },
}

function draw(): void {
  for (const person of people.list) {
    if (phones.has(person.id)) continue
    const phone = new Phone(person, host)
    phones.set(person.id, phone)
    place.append(phone.element)
  }
  chips.replaceChildren(...people.list.map(chipOf))
  chips.querySelector('[aria-pressed="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  for (const { person, element } of phones.values())
    element.classList.toggle('shown', person.id === people.shown)
}

function chipOf(person: Person): HTMLElement {
  const current = person.id === people.shown
  const chip = make(
    'button',
    { type: 'button', class: 'chip', 'aria-pressed': String(current) },
    person.label,
  )
  chip.addEventListener('click', () => {
    people.shown = person.id
    people.save()
    draw()
    phones.get(person.id)?.element.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' })
    chips.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus()
  })
  return chip
}

async function refreshBot(): Promise<void> {
  const bot = await loadBot()
  for (const phone of phones.values()) phone.setBot(bot)
  const name = bot?.name['']
  if (name !== undefined) document.title = `${name} (simulator)`
}

async function refresh(): Promise<void> {
  await Promise.all([refreshBot(), ...[...phones.values()].map((phone) => phone.load())])
}

/** A bot that starts sets many things at once; they are loaded together. */
function refreshSoon(): void {
  window.clearTimeout(pending)
  pending = window.setTimeout(() => void refresh(), GATHER_MS)
}

/** One stream follows all people; what was missed while it was away is loaded when it opens. */
function listen(): void {
  stream?.close()
  stream = new EventSource(`/sim/stream?users=${people.list.map(({ id }) => id).join(',')}`)
  stream.addEventListener('open', () => void refresh())
  stream.addEventListener('bot', refreshSoon)
  for (const event of ['message', 'edit', 'delete', 'answer', 'typing', 'state']) {
    stream.addEventListener(event, ({ data }: MessageEvent<string>) => {
      const heard: HeardData = JSON.parse(data)
      phones.get(heard.user)?.hear(event, heard)
    })
  }
}

document.querySelector('#add')?.addEventListener('click', () => {
  const person = people.add()
  draw()
  listen()
  phones.get(person.id)?.element.scrollIntoView({ inline: 'end', block: 'nearest' })
})

draw()
listen()
