import { type ContentRule, everyText, placeIn, problem } from './rule.ts'

export const httpsLinks: ContentRule = {
  id: 'https-links',
  level: 'error',
  says: 'Every link begins with https://.',
  wrong: {
    'content/ru/extra.yaml': 'a: "http://мвд.рф"\nb: "<a href=\\"tg://resolve?domain=x\\">x</a>"\n',
  },
  right: { 'content/ru/extra.yaml': 'a: "<a href=\\"https://мвд.рф\\">МВД</a>"\n' },
  check(content) {
    const links = [
      ...everyText(content).map(({ key, text }) => ({ place: text, what: key, shown: text.text })),
      ...[...content.facts].map(([id, { url = '' }]) => ({
        place: placeIn(content, id),
        what: id,
        shown: url,
      })),
    ]
    return links.flatMap(({ place, what, shown }) =>
      (/href|:\/\//.test(shown) ? insecure(shown) : []).map((link) =>
        problem(place, `${what}: ${link} does not begin with https://`),
      ),
    )
  },
}

function insecure(shown: string): string[] {
  const inTags = [...shown.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address)
  const inWords = [...shown.matchAll(/(?<![\p{L}\p{N}])[a-z][a-z0-9+.-]*:\/\/[^\s"<]+/giu)].map(
    ([address]) => address,
  )
  return [...new Set([...inTags, ...inWords])].filter((address) => !/^https:\/\/[^/]/.test(address))
}
