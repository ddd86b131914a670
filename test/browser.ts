import { type Browser, chromium as launcher } from 'playwright-core'

/**
 * Chromium comes with the shared libraries and fonts it needs beside it, and unpacks them where it believes to run at the
 * provider it was packed for: so a machine needs no package of its own for the browser tests.
 */
async function unpack(): Promise<string> {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  return chromium.executablePath()
}

/** Unpacks it once for the whole run, before two test files do so at the same time. */
export async function setup(): Promise<void> {
  await unpack()
}

/** Opens the Chromium that all browser tests use. */
export async function openBrowser(): Promise<Browser> {
  return launcher.launch({
    executablePath: await unpack(),
    args: ['--no-sandbox', '--disable-gpu', '--headless'],
  })
}
