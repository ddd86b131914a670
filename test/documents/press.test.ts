import { afterEach, describe, expect, it } from 'vitest'
import { makePdf } from '../../src/documents/pdf.ts'
import { openPress, type Press } from '../../src/documents/press.ts'
import { form, longPaper } from './papers.ts'

const open: Press[] = []

function press(limits: Parameters<typeof openPress>[0] = {}): Press {
  const made = openPress(limits)
  open.push(made)
  return made
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

describe('a press', () => {
  it('makes in its thread what is made here, papers and pictures, in turn', async () => {
    const { pdf, picture } = press()
    const [one, two, three] = await Promise.all([pdf(form), picture(form), pdf({ ...form, size: 'A5' })])
    expect(Buffer.compare(one, await makePdf(form))).toBe(0)
    expect(Buffer.from(two).toString('latin1', 1, 4)).toBe('PNG')
    expect(Buffer.from(three).toString('latin1', 0, 5)).toBe('%PDF-')
  })

  it('says what is wrong with a paper, and goes on with the next', async () => {
    const { pdf } = press()
    const wrong = pdf({ ...form, blocks: [{ as: 'text', html: '<font>x</font>' }] })
    const right = pdf(form)
    await expect(wrong).rejects.toMatchObject({
      reason: 'refused',
      message: expect.stringContaining('Could not make the pdf complaint: A paper takes the tags'),
    })
    expect((await right).length).toBeGreaterThan(1000)
  })

  it('loses only the paper under way when its thread dies, and starts a new one', async () => {
    const { pdf } = press({ memoryMb: 96 })
    const dies = pdf(longPaper(150_000))
    const waits = pdf(form)
    await expect(dies).rejects.toMatchObject({ reason: 'broken', message: expect.stringContaining('memory') })
    expect((await waits).length).toBeGreaterThan(1000)
  })

  it('gives up a paper that takes too long, each in its own turn', async () => {
    const { pdf } = press({ patienceMs: 40 })
    const all = [pdf(longPaper(20_000)), pdf({ ...longPaper(20_000), name: 'second' })]
    const [first, second] = await Promise.all(all.map((each) => each.catch((error: unknown) => error)))
    expect(first).toMatchObject({
      reason: 'slow',
      message: 'Could not make the pdf complaint: it took longer than 0.04 seconds',
    })
    expect(second).toMatchObject({ reason: 'slow', message: expect.stringContaining('the pdf second') })
  })

  it('takes no more than it can hold, and says so', async () => {
    const { pdf } = press({ waiting: 2 })
    const taken = [pdf(form), pdf(form), pdf(form)]
    await expect(pdf(form)).rejects.toMatchObject({
      reason: 'full',
      message: expect.stringContaining('2 papers wait already'),
    })
    expect((await Promise.all(taken)).length).toBe(3)
  })

  it('rests without its thread, and wakes for the next paper', async () => {
    const { pdf } = press({ restMs: 30 })
    await pdf(form)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await pdf(form)).length).toBeGreaterThan(1000)
  })

  it('leaves nobody waiting when it closes', async () => {
    const closing = press()
    const all = [closing.pdf(form), closing.pdf(form)].map((each) => each.catch((error: unknown) => error))
    await closing.close()
    for (const each of all) expect(await each).toMatchObject({ name: 'PressError', reason: 'closed' })
    await expect(closing.picture(form)).rejects.toMatchObject({ reason: 'closed' })
  })
})
