/** A click on a reminder brings up what is due: the popup over the window in front, or in a tab where that cannot be. */
export async function showAgenda(notification: string): Promise<void> {
  await chrome.notifications.clear(notification);
  try {
    await chrome.action.openPopup();
  } catch {
    await chrome.tabs.create({ url: chrome.runtime.getURL('popup.html') });
  }
}
