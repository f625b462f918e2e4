/** When the reader wants to be told. */
export interface ReminderSettings {
  on: boolean;
  /** How long before, in minutes. */
  leads: number[];
  /** Hours in which nothing is told, in minutes of the day by the reader's clock; equal is none. */
  quietFrom: number;
  quietTo: number;
}

/** The leads to choose from. */
export const possibleLeads = [3 * 1440, 1440, 12 * 60, 3 * 60, 60];

export const usual: ReminderSettings = { on: true, leads: [1440, 180], quietFrom: 22 * 60, quietTo: 7 * 60 };

/** Settings as they may be: what is not is as usual. */
export function valid(settings: Partial<ReminderSettings> | undefined): ReminderSettings {
  const { on = usual.on, leads = usual.leads, quietFrom, quietTo } = settings ?? {};
  const time = (given: number | undefined, otherwise: number) =>
    Number.isInteger(given) && given !== undefined && given >= 0 && given < 1440 ? given : otherwise;
  return {
    on: on === true,
    leads: possibleLeads.filter((lead) => Array.isArray(leads) && leads.includes(lead)),
    quietFrom: time(quietFrom, usual.quietFrom),
    quietTo: time(quietTo, usual.quietTo),
  };
}
