import { defineConfig } from '@playwright/test';
import { chromiumSandbox, executablePath } from './browser.ts';

export default defineConfig({
  testDir: 'specs',
  outputDir: '../../test-results',
  workers: 3,
  forbidOnly: true,
  // Machines that build other things beside lose a browser now and then; what passes only then is listed as flaky.
  retries: 1,
  timeout: 60_000,
  // Tests may share a machine that is busy; nothing they wait for should take this long.
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, chromiumSandbox },
  },
});
