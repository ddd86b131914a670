import { readFileSync } from 'node:fs'
import type { Language } from '../campaign/campaign.ts'
import { isDraft, showDate } from '../content/message.ts'
import { escapeHtml } from '../content/texts.ts'
import type { Script } from '../flow/script.ts'
import { sha256 } from '../privacy/fingerprint.ts'
import { type Book, type Group, type Leaf, makeBook, packName, type Topic, type Way } from './book.ts'

/** The same files from `src/documents` and from `dist/documents`; read at the first pack. */
const files = { css: 'pack.css', script: 'pack-page.js' }
let parts: { css: string; script: string } | undefined

function readParts(): { css: string; script: string } {
  const read = (name: string) => readFileSync(new URL(`../../src/documents/${name}`, import.meta.url), 'utf8')
  parts ??= { css: read(files.css), script: read(files.script) }
  return parts
}

/**
 * All topics in one language as one HTML file that needs no network: it can be kept on a phone, passed on and printed.
 * It asks for nothing, keeps nothing, and is readable without its script.
 *
 * @param today YYYY-MM-DD; printed as the day it was made, and decides which facts are overdue
 */
export function makePack(script: Script, language: Language, today: string): string {
  const book = makeBook(script, language, today)
  const { css, script: page } = readParts()
  const words = wordsOf(script, language, today)
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(page)}'`,
    `style-src 'sha256-${sha256(css)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${words.html('pack.book')}</title>
<style>${css}</style>
</head>
<body>
<main>
${home(book, words)}
${book.topics.map(topicHtml).join('\n')}
</main>
<nav class="bar"><div><a class="help" href="#help">${words.html('ui.help')}</a><a href="#menu">${words.html('ui.menu')}</a></div></nav>
<script>${page}</script>
</body>
</html>
`
}

type Words = {
  html: (key: string, args?: Record<string, string>) => string
  made: string
  file: string
  draft: string
}

function wordsOf({ content }: Script, language: Language, today: string): Words {
  const html = (key: string, args = {}) => content.phrases.html(language, key, args)
  return {
    html,
    made: html('pack.made', { date: showDate(today) }),
    file: `${packName(language)}.html`,
    draft: isDraft(content, language, 'pack.book') ? html('ui.draft') : '',
  }
}

/** What is seen first: who can be called, then how to find something. */
function home(book: Book, words: Words): string {
  const { html } = words
  const ways = book.topics.map(({ id, title }) => ({ label: title, to: `topic-${id}` }))
  const all = { title: html('pack.topics'), body: '', ways, groups: [] }
  return `<section class="page" id="help">
<h1>${html('pack.book')}</h1>
<p>${html('pack.keep')}</p>
<div class="numbers"><h2>${html('ui.help')}</h2>
<ul>${book.numbers.split('\n').map(numberHtml).join('')}</ul>
${waysHtml(book.help)}
</div>
<div class="script"><label for="search">${html('pack.search')}</label>
<input id="search" type="search" autocomplete="off" placeholder="${escapeHtml(html('pack.search_hint'))}">
<ul class="ways" id="found"></ul><p class="closed" id="none">${html('pack.search_none')}</p></div>
<h2 id="menu">${html('ui.menu')}</h2>
${[...book.menu, all].map(groupHtml).join('\n')}
<h2>${html('pack.pass_title')}</h2>
${paragraphs(html('pack.pass', { file: words.file }))}
<p class="small">${words.made}</p>
<p class="small">${words.draft}</p>
</section>`
}

/** `<b>112</b> – who answers`, as one row: the number, then who answers. */
function numberHtml(line: string): string {
  const [number = '', ...who] = line.split(' – ')
  return `<li class="call">${number} <span>${who.join(' – ')}</span></li>`
}

function groupHtml({ title, body, ways, groups }: Group): string {
  const below = groups.map(groupHtml).join('\n')
  return `<details class="group"><summary>${title}</summary>${paragraphs(body)}${waysHtml(ways)}${below}</details>`
}

function topicHtml({ id, title, leaves }: Topic): string {
  const said = leaves.filter(({ choice }) => !choice)
  const list = said.length < 3 ? '' : waysHtml(said.map((leaf) => ({ label: leaf.title, to: leaf.id })))
  return `<section class="page" id="topic-${id}">
<h2>${title}</h2>
${list}
${leaves.map(leafHtml).join('\n')}
</section>`
}

function leafHtml(leaf: Leaf): string {
  const { id, title, body, items, ticks, ways, foot } = leaf
  const kind = leaf.choice ? 'choice' : leaf.show ? 'words official' : 'words'
  const list = items.map((item) => `<li>${breaks(item)}</li>`).join('')
  return `<article class="card ${kind}" id="${id}"><h3>${title}</h3>
${paragraphs(body)}
${list === '' ? '' : `<ul class="items${ticks ? ' ticks' : ''}">${list}</ul>`}
${foot === '' ? '' : `<p class="small">${breaks(foot)}</p>`}
${waysHtml(ways)}</article>`
}

function waysHtml(ways: readonly Way[]): string {
  if (ways.length === 0) return ''
  const links = ways.map((way) => {
    const href = 'to' in way ? `#${way.to}` : escapeHtml(way.url)
    return `<li><a href="${href}">${way.label}</a></li>`
  })
  return `<ul class="ways">${links.join('')}</ul>`
}

function paragraphs(html: string): string {
  return html === ''
    ? ''
    : html
        .split('\n\n')
        .map((part) => `<p>${breaks(part)}</p>`)
        .join('\n')
}

function breaks(html: string): string {
  return html.replaceAll('\n', '<br>')
}
