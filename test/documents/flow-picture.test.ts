import { describe, expect, it } from 'vitest'
import { chartPng } from '../../src/documents/chart-png.ts'
import type { FlowNode } from '../../src/documents/flow-box.ts'
import { drawFlow, type FlowPicture } from '../../src/documents/flow-picture.ts'
import { flowShape } from '../../src/flow/shape.ts'
import { realScript } from '../walker.ts'

const node = (id: string, over: Partial<FlowNode> = {}): FlowNode => ({
  id,
  label: id,
  kind: 'card',
  count: '',
  ...over,
})

const flow: FlowPicture = {
  title: 'Patent',
  nodes: [
    node('start', { count: '1 240', size: 1240, stops: 310, stopsText: 'Stop here: 310' }),
    node('ask', { kind: 'question', count: '620', size: 620 }),
    node('route', { kind: 'route' }),
    node('test', { kind: 'quiz', count: '<10', size: null, stops: null, stopsText: 'Stop here: <10' }),
    node('end', { kind: 'end' }),
    node('flow:pay', { kind: 'flow', label: 'Paying' }),
  ],
  edges: [
    { from: 'start', to: 'ask', label: 'Next' },
    { from: 'ask', to: 'route' },
    { from: 'route', to: 'test' },
    { from: 'route', to: 'end' },
    { from: 'test', to: 'end' },
    { from: 'test', to: 'start' },
    { from: 'end', to: 'flow:pay' },
    { from: 'start', to: 'flow:pay' },
    { from: 'start', to: 'flow:pay' },
  ],
  dark: false,
  width: 336,
}

const count = (svg: string, what: RegExp) => [...svg.matchAll(what)].length
const ways = (svg: string) => count(svg, /<path class="way"/g)
const boxes = (svg: string) =>
  [
    ...svg.matchAll(
      /<g class="node [a-z]+" transform="translate\(([\d.-]+) ([\d.-]+)\)">(?:<rect width="([\d.]+)" height="([\d.]+)")?/g,
    ),
  ]
    .map(([, ...numbers]) => numbers.map((each) => Number(each ?? 30)))
    .map(([x = 0, y = 0, width = 0, height = 0]) => ({ x, y, width, height }))

describe('the picture of a flow', () => {
  it('has a box for each node, drawn by its kind, and a line for each way', async () => {
    const svg = await drawFlow(flow)
    const kinds = [...svg.matchAll(/<g class="node ([a-z]+)"/g)].map(([, kind]) => kind)
    expect(kinds).toEqual(['card', 'question', 'route', 'quiz', 'end'])
    expect(ways(svg)).toBe(6)
    expect(svg).toContain('>Next</text>')
  })

  it('names another flow once in each box that leads to it', async () => {
    expect(count(await drawFlow(flow), />Paying<\/text>/g)).toBe(2)
  })

  it('shows who passes and who stops on one scale, and hatches what is kept back', async () => {
    const svg = await drawFlow(flow)
    const passing = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"[^>]*fill="#cfe3f0"/g)].map(([, w]) =>
      Number(w),
    )
    expect(passing).toEqual([190, 95])
    expect(svg).toContain('>1 240</text>')
    expect(svg).toContain('>Stop here: &lt;10</text>')
    expect(count(svg, /<g class="stops">/g)).toBe(2)
    expect(count(svg, /class="kept-back"/g)).toBe(2)
  })

  it('dashes a way that leads back up', async () => {
    const back = /<path class="way" [^>]*stroke-dasharray/g
    expect(count(await drawFlow(flow), back)).toBe(1)
    const onward = flow.edges.filter(({ to }) => to !== 'start')
    expect(count(await drawFlow({ ...flow, edges: onward }), back)).toBe(0)
  })

  it('draws two ways between two boxes as one line, with an arrow at each end', async () => {
    const nodes = [node('a'), node('b')]
    const there = { from: 'a', to: 'b' }
    const one = await drawFlow({ ...flow, nodes, edges: [there, there] })
    const both = await drawFlow({ ...flow, nodes, edges: [there, { from: 'b', to: 'a' }] })
    expect([ways(one), ways(both)]).toEqual([1, 1])
    expect([one, both].map((svg) => count(svg, /h-8Z/g))).toEqual([1, 2])
  })

  it('breaks a long title into two lines and escapes every word', async () => {
    const label = `<script>"x"</script> ${'Мамлекеттик каттоо кызматы '.repeat(4)}`
    const nasty = await drawFlow({
      ...flow,
      title: '<b>&',
      nodes: [node('a', { label, count: '<i>' })],
      edges: [],
    })
    expect(nasty).toMatch(/^<svg [^>]*role="img"><title>&lt;b&gt;&amp;<\/title>/)
    expect(nasty).toContain('&lt;script&gt;&quot;x&quot;&lt;/script&gt;')
    expect(nasty).not.toMatch(/<script|<i>|<style|href=/)
    expect(count(nasty, /font-weight="bold"/g)).toBe(2)
    expect(nasty).toContain('…</text>')
  })

  it('draws an honest empty frame of no nodes, and a node alone', async () => {
    const empty = await drawFlow({ ...flow, nodes: [], edges: [] })
    expect(empty).toContain('>—</text>')
    expect(boxes(await drawFlow({ ...flow, nodes: [node('a')], edges: [] }))).toHaveLength(1)
  })

  it('leaves out a way from a node to itself and to one that is not there', async () => {
    const edges = [
      { from: 'start', to: 'start' },
      { from: 'start', to: 'gone' },
    ]
    expect(ways(await drawFlow({ ...flow, edges }))).toBe(0)
  })

  it('becomes a PNG', async () => {
    expect(chartPng(await drawFlow(flow), 1).length).toBeGreaterThan(2000)
  })
})

describe('the pictures of the real flows', () => {
  const script = realScript()
  it.each([...script.flows.keys()])(
    '%s: every box inside the picture and beside the others',
    async (name) => {
      const real = script.flows.get(name)
      if (real === undefined) throw new Error(name)
      const { nodes, edges } = flowShape(script, real)
      const worded = nodes.map(({ id, kind }) =>
        node(id, { kind, label: kind === 'route' ? '' : `${id} и ещё слова` }),
      )
      const svg = await drawFlow({ ...flow, title: name, nodes: worded, edges })
      const [, width = 0, height = 0] = (/width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []).map(Number)
      const drawn = boxes(svg)
      expect(drawn).toHaveLength(Object.keys(real.nodes).length)
      for (const [at, box] of drawn.entries()) {
        expect(box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true)
        const over = drawn
          .slice(at + 1)
          .filter(
            (other) =>
              other.x < box.x + box.width &&
              box.x < other.x + other.width &&
              other.y < box.y + box.height &&
              box.y < other.y + other.height,
          )
        expect(over).toEqual([])
      }
      const sizes = [...svg.matchAll(/font-size="(\d+)px"/g)].map(([, size]) => Number(size))
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12)
    },
  )
})
