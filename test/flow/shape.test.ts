import { describe, expect, it } from 'vitest'
import { nodeAt } from '../../src/flow/places.ts'
import { flowShape, type ShapeEdge } from '../../src/flow/shape.ts'
import { realScript } from '../walker.ts'

const script = realScript()

function shapeOf(name: string) {
  const flow = script.flows.get(name)
  if (flow === undefined) throw new Error(`There is no flow ${name}`)
  return flowShape(script, flow)
}

const from = (edges: readonly ShapeEdge[], id: string) => edges.filter((edge) => edge.from === id)

describe('the shape of a flow', () => {
  it('lists every node by its kind, the start first, then the other flows that it leads to', () => {
    const { start, nodes } = shapeOf('rights-quiz')
    expect(start).toBe('start')
    expect(nodes.slice(0, 5)).toEqual([
      { id: 'start', kind: 'card', flow: 'rights-quiz' },
      { id: 'test', kind: 'quiz', flow: 'rights-quiz' },
      { id: 'low', kind: 'end', flow: 'rights-quiz' },
      { id: 'middle', kind: 'end', flow: 'rights-quiz' },
      { id: 'high', kind: 'end', flow: 'rights-quiz' },
    ])
    expect(nodes.slice(5)).toContainEqual({ id: 'flow:entry-ban', kind: 'flow', flow: 'entry-ban' })
    expect(nodes.slice(5).every(({ kind }) => kind === 'flow')).toBe(true)
  })

  it('follows buttons, with the key of their text, into the flow and out of it', () => {
    const { edges } = shapeOf('patent')
    expect(from(edges, 'exam')).toEqual([
      { from: 'exam', to: 'papers', by: 'buttons', label: 'patent.start.papers' },
      { from: 'exam', to: 'flow:fake-papers', by: 'buttons', label: 'patent.exam.fake' },
      { from: 'exam', to: 'two-months', by: 'buttons', label: 'patent.start.have' },
    ])
  })

  it('follows the bands of a quiz, routes, answers and what is asked first', () => {
    const { edges } = shapeOf('rights-quiz')
    expect(from(edges, 'test').map(({ to, by }) => `${by} ${to}`)).toEqual([
      'bands low',
      'bands middle',
      'bands high',
    ])
    const ways = new Set([...script.flows.keys()].flatMap((name) => shapeOf(name).edges.map(({ by }) => by)))
    expect([...ways].sort()).toEqual([
      'bands',
      'buttons',
      'needs',
      'none',
      'options',
      'otherwise',
      'routes',
      'then',
    ])
  })

  it('leads only to nodes that it lists', () => {
    for (const [name, flow] of script.flows) {
      const { nodes, edges } = flowShape(script, flow)
      const ids = new Set(nodes.map(({ id }) => id))
      expect(edges.filter((edge) => !ids.has(edge.from) || !ids.has(edge.to))).toEqual([])
      const own = nodes.filter(({ kind }) => kind !== 'flow')
      expect(own.every(({ id }) => nodeAt(script, { flow: name, node: id }) !== undefined)).toBe(true)
      expect(own).toHaveLength(Object.keys(flow.nodes).length)
    }
  })
})
