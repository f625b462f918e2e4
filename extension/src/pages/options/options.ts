/** Everything that can be chosen. Each change counts at once. */
import { showAlarm } from '../alarm.ts';
import { showEverywhere, showOwn } from '../grants.ts';
import { showKeys } from '../keys.ts';
import { speak } from '../page.ts';
import { showRules } from '../rules.ts';
import { showData } from './data.ts';
import { showDiagnosis } from './diagnosis.ts';
import { showPreferences } from './preferences.ts';
import { showReminders } from './reminders.ts';
import { showSenders } from './senders.ts';

async function main(): Promise<void> {
  await speak();
  showData();
  showDiagnosis();
  const parts = [showPreferences(), showSenders(), showReminders(), showKeys(), showRules()];
  await Promise.all([showAlarm(), showOwn(), showEverywhere(), ...parts]);
}

void main();
