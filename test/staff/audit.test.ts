import { expect, it } from 'vitest'
import { record, verifyAudit } from '../../src/access/audit.ts'
import { onEachDatabase } from '../databases.ts'
import { now, signedIn, words } from './rig.ts'

onEachDatabase('the page of the audit log', (db) => {
  const write = (what: Record<string, unknown>, staff: number | null = null) =>
    db().transaction((run) => record(run, { staff, action: 'test.write', what, at: now() }))

  it('shows who did what and when, the newest first', async () => {
    const { ask, who } = await signedIn(db(), 'auditor')
    await write({ role: 'editor', ids: [1, 2] }, who.staff)
    await write({ of: 'the program' })
    const page = await words(await ask('/staff/audit'))
    expect(page).toMatch(
      /2 24 Nov 2026, 14:02 the program or its operator test\.write of: the program 1 24 Nov/,
    )
    expect(page).toMatch(/1 24 Nov 2026, 14:02 The auditor test\.write ids: \[1,2\] · role: editor/)
  })

  it.each(['<script>alert(1)</script>', '=HYPERLINK("x")'])('shows %s as it stands', async (text) => {
    const { ask } = await signedIn(db(), 'admin')
    await write({ text, [text]: 1 })
    const page = await (await ask('/staff/audit')).text()
    expect(page).not.toContain('<script>alert')
    expect(await words(new Response(page))).toContain('test.write')
  })

  it('is read in pages of 100', async () => {
    const { ask } = await signedIn(db(), 'auditor')
    await db().transaction(async (run) => {
      for (let i = 0; i < 120; i++)
        await record(run, { staff: null, action: 'test.many', what: { i }, at: now() })
    })
    const first = await (await ask('/staff/audit')).text()
    expect(first.match(/<tr>/g)).toHaveLength(101)
    const next = /href="(\/staff\/audit\?before=\d+)"/.exec(first)?.[1] ?? ''
    const second = await (await ask(next)).text()
    expect(second).toContain('i: 19<')
    expect(second).not.toContain('i: 20<')
    for (const wrong of ['x', '0', '-1', '1.5', '99999999999999999999'])
      expect([wrong, (await ask(`/staff/audit?before=${wrong}`)).status]).toEqual([wrong, 400])
  })

  it('checks the chain when it is asked to, and says where it is broken', async () => {
    const { ask } = await signedIn(db(), 'auditor')
    const state = await verifyAudit(db())
    if (state.kind !== 'whole') throw new Error('broken')
    const whole = await words(await ask('/staff/audit?check=yes'))
    expect(whole).toContain(`Whole: ${state.rows} rows. The last hash: ${state.rows}:${state.hash}`)
    await db().run('alter table audit disable trigger audit_append_only', [])
    await db().run(`update audit set what = '{}' where id = 2`, [])
    expect(await words(await ask('/staff/audit?check=yes'))).toContain(
      'Broken: row 2 is not what was written.',
    )
    await db().run('delete from audit where id = 1', [])
    expect(await words(await ask('/staff/audit?check=yes'))).toContain('Broken: row 1 is missing.')
  })

  it('is for auditors and admins', async () => {
    for (const role of ['viewer', 'editor', 'broadcaster'] as const)
      expect((await (await signedIn(db(), role)).ask('/staff/audit')).status).toBe(403)
    const { ask } = await signedIn(db(), 'admin')
    expect((await ask('/staff/audit', { method: 'POST', form: {} })).status).toBe(405)
  })
})
