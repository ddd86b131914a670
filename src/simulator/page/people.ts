export interface Person {
  id: number
  label: string
  language: string
  /** Messages up to this one are not shown any more. */
  clearedTo: number
}

export const LANGUAGES: [code: string, name: string][] = [
  ['ky', 'Кыргызча'],
  ['ru', 'Русский'],
  ['tg', 'Тоҷикӣ'],
  ['uz', 'Oʻzbekcha'],
  ['kk', 'Қазақша'],
  ['en', 'English'],
]

const KEY = 'simulator-people'

interface Saved {
  people: Person[]
  shown: number
}

/** The people of this browser, and whose phone is in front; kept for the next visit. */
export class People {
  list: Person[]
  shown: number

  constructor() {
    const saved = read()
    this.list = saved?.people ?? []
    if (this.list.length === 0) this.list = [this.#fresh()]
    this.shown = this.list.find(({ id }) => id === saved?.shown)?.id ?? this.list[0]?.id ?? 0
    this.save()
  }

  add(): Person {
    const person = this.#fresh()
    this.list.push(person)
    this.shown = person.id
    this.save()
    return person
  }

  remove(person: Person): void {
    this.list = this.list.filter((one) => one !== person)
    if (this.list.length === 0) this.list = [this.#fresh()]
    this.shown = this.list.at(-1)?.id ?? 0
    this.save()
  }

  save(): void {
    localStorage.setItem(KEY, JSON.stringify({ people: this.list, shown: this.shown }))
  }

  #fresh(): Person {
    const numbers = this.list.map(({ label }) => Number(/\d+$/.exec(label)?.[0] ?? 0))
    const id = 100_000_000 + Math.floor(Math.random() * 900_000_000)
    return { id, label: `Person ${Math.max(0, ...numbers) + 1}`, language: 'ky', clearedTo: 0 }
  }
}

function read(): Saved | undefined {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return isSaved(saved) ? saved : undefined
  } catch {
    return undefined
  }
}

function isSaved(value: unknown): value is Saved {
  if (typeof value !== 'object' || value === null || !('people' in value)) return false
  const { people } = value
  return (
    Array.isArray(people) &&
    people.every((one) => Number.isSafeInteger(one?.id) && typeof one?.label === 'string')
  )
}
