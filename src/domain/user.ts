// Users: the parties that receive Alerts. A Device addresses each Alert to one of them.
// Which codes go to whom is a fact of the catalogue and of each Device, not of this list.

/** Remote-party roles that Alerts are addressed to. */
export const USER_ROLES = ['Supplier', 'NetworkOperator', 'DCC'] as const;

/** One remote-party role. */
export type UserRole = (typeof USER_ROLES)[number];
