/**
 * The background. It is stopped whenever it is idle and started again by the
 * next event, so every listener is put up here, at once, and nothing that must
 * last is kept in a variable.
 */
import './net.ts';
import { firstRequests } from '../glance.ts';
import { remindNow } from './agenda.ts';
import { showAgenda, welcome } from './front.ts';
import { closeStorage, serveGranted, serveOpenTabs } from './install.ts';
import { listenToMenus, nameMenus } from './menus.ts';
import { listen } from './messages.ts';
import { paintEverywhere } from './protection.ts';
import { onTime } from './reminders.ts';
import { requestsView } from './requests.ts';
import { onDue } from './sync.ts';
import { resume, update } from './update.ts';
import { forget } from './verdicts.ts';

listen();
listenToMenus();
void closeStorage();

onDue(() => void update());
void resume();
onTime(remindNow);
chrome.runtime.onStartup.addListener(() => {
  begin();
  void paintEverywhere();
});
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void welcome();
  void nameMenus();
  void paintEverywhere();
  void serveOpenTabs();
  void serveGranted();
  begin();
});

chrome.notifications.onClicked.addListener((id) => void showAgenda(id));
for (const changed of [chrome.permissions.onAdded, chrome.permissions.onRemoved]) {
  changed.addListener(() => {
    void serveGranted();
    void paintEverywhere();
  });
}
chrome.tabs.onRemoved.addListener((tab) => void forget(tab));

/** The browser has just started, or we are new in it: what is overdue is told, and what the popup shows first made ready. */
function begin(): void {
  void update();
  void remindNow();
  void requestsView(firstRequests);
}
