import { isDraft, showDate } from '../content/message.ts'
import type { Block, Paper } from '../content/paper.ts'
import { escapeHtml } from '../content/texts.ts'
import { isHidden } from '../flow/hidden.ts'
import { nodeAt, placeOf } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'
import { type Book, type Leaf, packName } from './book.ts'
import { wordsOf } from './rich.ts'

/** A book as a paper to print: the numbers, contents, then each topic from a new page. */
export function bookPaper({ content }: Script, book: Book): Paper {
  const { language } = book
  const html = (key: string, args = {}) => content.phrases.html(language, key, args)
  const draft = isDraft(content, language, 'pack.book') ? [note(html('ui.draft'))] : []
  return {
    name: packName(language),
    language,
    size: 'A5',
    title: wordsOf(html('pack.book')),
    blocks: [
      note(html('pack.made', { date: showDate(book.today) })),
      ...draft,
      { as: 'text', html: `<b>${html('ui.help')}</b>` },
      ...textBlocks(book.numbers),
      { as: 'contents', html: html('pack.contents') },
      ...book.topics.flatMap(({ title, leaves }): Block[] => [
        { as: 'topic', html: title },
        ...leaves.flatMap(leafBlocks),
      ]),
    ],
    foot: html('pack.foot', { date: showDate(book.today) }),
  }
}

/** The cards that are given as pictures too. */
export function pictured(script: Script, { topics }: Book): Leaf[] {
  return topics.flatMap(({ leaves }) => leaves).filter(({ id, show }) => show || hasPicture(script, id))
}

function hasPicture(script: Script, id: string): boolean {
  const place = placeOf(id, '')
  const node = nodeAt(script, place)
  return node !== undefined && node.kind !== 'route' && node.picture && !isHidden(script, place)
}

/** One card as a paper, to be made into a picture. */
export function leafPaper(leaf: Leaf, book: Book): Paper {
  const [flow = '', node = ''] = leaf.id.split('.')
  return {
    name: `${packName(book.language)}-${flow}-${node}`,
    language: book.language,
    size: 'A5',
    title: wordsOf(leaf.title),
    blocks: [...textBlocks(leaf.body), ...itemBlocks(leaf)],
    foot: leaf.foot.replaceAll('\n', ' '),
  }
}

function leafBlocks(leaf: Leaf): Block[] {
  const pages = leaf.ways.flatMap((way) => ('url' in way ? [linked(way)] : []))
  const outcomes = leaf.choice ? leaf.ways.map(({ label }) => label) : []
  return [
    { as: 'heading', html: leaf.title },
    ...textBlocks(leaf.body),
    ...itemBlocks(leaf),
    ...[...outcomes, ...pages].map((line): Block => ({ as: 'text', html: `→ ${line}` })),
    ...(leaf.foot === '' ? [] : [note(leaf.foot)]),
  ]
}

function itemBlocks({ items, ticks }: Leaf): Block[] {
  return items.map((html) => ({ as: ticks ? 'tick' : 'text', html }))
}

/** A paragraph wholly in italics is said beside the card's own words: a draft's mark, the day of checking. */
const aside = /^<i>(?:(?!<\/?i>).)*<\/i>$/

function textBlocks(html: string): Block[] {
  return html === ''
    ? []
    : html.split('\n\n').map((part) => ({ as: aside.test(part) ? 'note' : 'text', html: part }))
}

function linked({ label, url }: { label: string; url: string }): string {
  return `${label} (<a href="${escapeHtml(url)}">${escapeHtml(url.replace(/^https:\/\//, ''))}</a>)`
}

function note(html: string): Block {
  return { as: 'note', html }
}
