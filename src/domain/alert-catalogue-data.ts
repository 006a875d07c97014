// What is publicly known of 190 Device Alert Codes, one line each, in this project's own words. Facts only:
// a `?` is a fact that no source gave. DCC Alerts (AD1, N1…) are not Device Alerts and are not here.
// Sources: names: gbcs-parser, Wireshark (ZigBee SE dissector) and the use cases in duis-templates; Service Request
// 6.22: DUIS schema V5.4; signed or not, originator, recipient: RTDS 4.5.0 test vectors; critical, sent or logged,
// recipient: event-code appendix of the Aclara SGM1400 manuals. Codes that 6.22 can configure are not critical.

/**
 * Code; Device types (`?` behind them: inferred from the name); critical; sent over the WAN, or only logged;
 * configurable by Service Request 6.22; recipients (S Supplier, N NetworkOperator, D DCC as access control broker,
 * W WANProvider); name.
 */
export const CATALOGUE_ROWS = `
8002 ESME      no  ?   yes N    Average RMS voltage rose above over-voltage threshold
8003 ESME      no  ?   yes N    Average RMS voltage rose above over-voltage threshold (phase 1)
8004 ESME      no  ?   yes N    Average RMS voltage rose above over-voltage threshold (phase 2)
8005 ESME      no  ?   yes N    Average RMS voltage rose above over-voltage threshold (phase 3)
8006 ESME      no  wan yes N    Average RMS voltage fell below under-voltage threshold
8007 ESME      no  wan yes N    Average RMS voltage fell below under-voltage threshold (phase 1)
8008 ESME      no  wan yes N    Average RMS voltage fell below under-voltage threshold (phase 2)
8009 ESME      no  wan yes N    Average RMS voltage fell below under-voltage threshold (phase 3)
8010 ESME      no  wan yes N    Over-current
8011 ESME      no  ?   yes N    Over-current (phase 1)
8013 ESME      no  ?   yes N    Over-current (phase 3)
8014 ESME      no  wan yes N    Power factor below its threshold
8015 ESME      no  wan yes N    Power factor OK again
8016 ESME      no  wan yes N    Over-current (phase 2)
8020 ESME      no  wan yes N    RMS voltage above extreme over-voltage threshold
8021 ESME      no  ?   yes N    RMS voltage above extreme over-voltage threshold (phase 1)
8022 ESME      no  ?   yes N    RMS voltage above extreme over-voltage threshold (phase 2)
8023 ESME      no  ?   yes N    RMS voltage above extreme over-voltage threshold (phase 3)
8024 ESME      no  ?   yes N    RMS voltage above swell threshold
8025 ESME      no  ?   yes N    RMS voltage above swell threshold (phase 1)
8026 ESME      no  ?   yes N    RMS voltage above swell threshold (phase 2)
8027 ESME      no  ?   yes N    RMS voltage above swell threshold (phase 3)
8028 ESME      no  ?   yes N    RMS voltage below extreme under-voltage threshold
8029 ESME      no  ?   yes N    RMS voltage below extreme under-voltage threshold (phase 1)
802A ESME      no  ?   yes N    RMS voltage below extreme under-voltage threshold (phase 2)
802B ESME      no  ?   yes N    RMS voltage below extreme under-voltage threshold (phase 3)
802C ESME      no  ?   yes N    RMS voltage below sag threshold
802D ESME      no  ?   yes N    RMS voltage below sag threshold (phase 1)
802E ESME      no  ?   yes N    RMS voltage below sag threshold (phase 2)
802F ESME      no  ?   yes N    RMS voltage below sag threshold (phase 3)
8071 GPF       no  wan no  D    GPF device log changed
8085 ESME      no  wan yes N    Average RMS voltage back below over-voltage threshold
8086 ESME      no  wan yes N    Average RMS voltage back below over-voltage threshold (phase 1)
8087 ESME      no  wan yes N    Average RMS voltage back below over-voltage threshold (phase 2)
8088 ESME      no  wan yes N    Average RMS voltage back below over-voltage threshold (phase 3)
8089 ESME      no  wan yes N    Average RMS voltage back above under-voltage threshold
808A ESME      no  ?   yes N    Average RMS voltage back above under-voltage threshold (phase 1)
808B ESME      no  ?   yes N    Average RMS voltage back above under-voltage threshold (phase 2)
808C ESME      no  ?   yes N    Average RMS voltage back above under-voltage threshold (phase 3)
808D ESME      no  wan yes N    RMS voltage back below extreme over-voltage threshold
808E ESME      no  ?   yes N    RMS voltage back below extreme over-voltage threshold (phase 1)
808F ESME      no  ?   yes N    RMS voltage back below extreme over-voltage threshold (phase 2)
8090 ESME      no  ?   yes N    RMS voltage back below extreme over-voltage threshold (phase 3)
8091 ESME      no  wan yes N    RMS voltage back below swell threshold
8092 ESME      no  ?   yes N    RMS voltage back below swell threshold (phase 1)
8093 ESME      no  ?   yes N    RMS voltage back below swell threshold (phase 2)
8094 ESME      no  ?   yes N    RMS voltage back below swell threshold (phase 3)
8095 ESME      no  wan yes N    RMS voltage back above extreme under-voltage threshold
8096 ESME      no  ?   yes N    RMS voltage back above extreme under-voltage threshold (phase 1)
8097 ESME      no  wan yes N    RMS voltage back above extreme under-voltage threshold (phase 2)
8098 ESME      no  wan yes N    RMS voltage back above extreme under-voltage threshold (phase 3)
8099 ESME      no  wan yes N    RMS voltage back above sag threshold
809A ESME      no  wan yes N    RMS voltage back above sag threshold (phase 1)
809B ESME      no  wan yes N    RMS voltage back above sag threshold (phase 2)
809C ESME      no  wan yes N    RMS voltage back above sag threshold (phase 3)
810D ESME,GSME no  wan yes S    Combined credit below the low-credit threshold (prepayment)
810E ESME,GSME no  wan yes S    Credit added locally
8119 ESME,GSME no  wan yes S    Emergency credit available (prepayment)
811A ESME      no  wan no  S    ALCS or HCALCS state could not be changed or kept
8131 ESME?     ?   ?   no  ?    ALCS or HCALCS state changed or kept
8145 ESME,GSME no  log yes ?    Clock adjusted, within tolerance
8154 ESME,GSME no  ?   yes S    Immediate HAN command received and carried out
8155 ESME,GSME no  ?   yes S    Immediate HAN command received, not carried out
8161 ESME,GSME no  ?   yes S    User interface command entered and carried out
8162 ESME,GSME no  ?   yes S    User interface command entered, not carried out
8168 ESME,GSME no  log yes ?    Supply disabled then armed: emergency credit activation
8183 ESME,GSME no  wan yes S    Device joined the smart metering HAN
8184 GSME      no  ?   yes S    Valve tested
819D CHF?      ?   ?   no  ?    GSME command not retrieved
819E ?         ?   ?   no  ?    Tap-off message: response or alert failed
81A0 ESME,GSME no  wan yes S    Meter integrity warning
81A1 ESME,GSME no  ?   yes S    Battery cover closed
81A2 ESME      no  wan yes S    Communications Hub connected to the ESME
81A3 ESME      no  wan yes S    Communications Hub disconnected from the ESME
81A4 ESME,GSME no  wan yes S    Close-tunnel command rejected
81A5 ESME,GSME no  wan yes S    Communication through a local port
81A6 ESME,GSME no  wan yes S    Customer acknowledged a message on a HAN Device
81A7 ESME,GSME no  wan yes S    Time debt 1 fully collected
81A8 ESME,GSME no  wan yes S    Time debt 2 fully collected
81A9 ESME,GSME no  wan yes S    Payment debt fully collected
81AA ESME,GSME no  wan yes S    Emergency credit exhausted
81AB ESME,GSME no  wan yes S    Emergency credit activated
81AC ESME,GSME no  wan yes S    Measurement fault
81AD ESME,GSME no  wan yes S    Metrology firmware verification fault
81AE ESME,GSME no  wan yes S    Non-volatile memory fault
81AF ESME,GSME no  ?   yes S    Program execution fault
81B0 ESME,GSME no  ?   yes S    Program storage fault
81B1 ESME,GSME no  ?   yes S    RAM fault
81B2 ESME,GSME no  wan yes S    Unexpected hardware reset
81B3 ESME,GSME no  wan yes S    Watchdog fault
81B4 GSME      no  ?   yes S    Gas flow beyond the meter's capacity
81B5 GSME      no  ?   yes S    Flow sensor found air in the gas flow
81B6 GSME      no  ?   yes S    Flow sensor found reverse gas flow
81B7 ESME      no  ?   yes S    Wrong phase sequence
81B8 ESME      no  wan yes S    Wrong polarity
81B9 ESME,GSME no  wan yes S    Meter cover closed
81BA ESME,GSME no  wan yes S    Request-tunnel command rejected
81BB ESME      no  wan yes S    Reverse current
81BC ESME,GSME no  wan yes S    Strong magnetic field gone
81BD ESME,GSME no  ?   yes S    Supply could not be connected (valve or load switch)
81BE ESME,GSME no  wan yes S    Supply disabled then locked: supply tamper state
81BF GSME      no  ?   yes S    Supply disabled then armed: uncontrolled gas flow
81C0 ESME,GSME no  ?   yes S    Supply could not be disconnected (valve or load switch)
81C1 ESME      no  wan yes S    Terminal cover closed
81C2 GSME      no  ?   yes S    Tilt tamper ended
81C3 GSME      no  ?   yes S    Tilt tamper
81C4 ESME,GSME no  wan yes S    Manual UTRN entry suspended
81C5 ESME,GSME no  wan yes S    UTRN rejected: locked out
81C6 ESME,GSME no  ?   yes S    Clock not adjusted: outside tolerance
8F01 ESME?     ?   ?   no  ?    Active power import above the load limit
8F0A ESME,GSME yes wan no  S    Billing data log updated
8F0C ESME      yes wan no  S    Clock not adjusted: more than 10 seconds off
8F0F ESME      yes wan no  S    Credit below the disablement threshold (prepayment)
8F12 CHF       no  wan no  D    CHF device log changed
8F1B ESME      yes wan no  SW   Firmware verification failed at power-on
8F1C ESME      yes wan no  S    Firmware verification failed
8F1D GSME?     ?   ?   no  ?    GSME power supply lost
8F1E ESME      yes wan no  SDW  Command failed its integrity check (content or format)
8F1F GSME?     ?   ?   no  ?    Low battery capacity
8F20 CHF       no  wan no  D    Limited duty cycle action taken
8F21 CHF?      ?   ?   no  ?    Duty cycle fell below the normal-limited threshold
8F22 CHF?      ?   ?   no  ?    Critical duty cycle action taken
8F23 CHF?      ?   ?   no  ?    Duty cycle fell below the limited-critical threshold
8F24 CHF?      ?   ?   no  ?    Regulated duty cycle action taken
8F25 CHF?      ?   ?   no  ?    Duty cycle fell below the critical-regulated threshold
8F26 CHF       no  wan no  D    Sub-GHz channel changed
8F27 CHF?      ?   ?   no  ?    Sub-GHz channel scan begun
8F28 CHF       no  wan no  D    Sub-GHz channel scan request: outcome of its assessment
8F29 CHF?      ?   ?   no  ?    Three searches for a lost GSME failed
8F2A CHF       no  wan no  D    Sub-GHz configuration changed
8F2B CHF?      ?   ?   no  ?    Sub-GHz channel kept because of frequency agility parameters
8F2C CHF       no  wan no  D    Message discarded to manage the duty cycle
8F2D CHF       no  wan no  D    No capacity for more sub-GHz Devices
8F30 ESME,GSME yes wan no  S    Command from a source without the authority for it
8F32 ?         ?   ?   no  ?    Supply armed
8F33 ESME?     ?   ?   no  ?    Supply disabled then armed: load limit
8F34 ESME      yes wan no  SN   Supply enabled after the load limit restoration period
8F35 ESME      yes wan no  N    Supply outage restored
8F36 ESME      yes wan no  N    Supply outage restored after 3 minutes or more
8F37 ESME      yes ?   no  ?    Supply outage restored on phase 1
8F38 ESME      yes ?   no  ?    Supply outage restored on phase 1 after 3 minutes or more
8F39 ESME      yes ?   no  ?    Supply outage restored on phase 2
8F3A ESME      yes ?   no  ?    Supply outage restored on phase 2 after 3 minutes or more
8F3B ESME      yes ?   no  ?    Supply outage restored on phase 3
8F3C ESME      yes ?   no  ?    Supply outage restored on phase 3 after 3 minutes or more
8F3D ESME      yes wan no  SDW  Authentication of a trusted source failed
8F3E ESME      yes wan no  SDW  Unauthorised communication access attempted
8F3F ESME      yes wan no  SDW  Unauthorised physical access: tamper detected
8F43 ESME      ?   log no  ?    Executing firmware version changed
8F47 ESME      ?   log no  ?    Credit would take the meter balance above its maximum
8F48 ESME      ?   log no  ?    Device joining failed
8F49 ESME      ?   log no  ?    Device joining succeeded
8F4A ESME      ?   log no  ?    Device unjoining failed
8F4B ESME      ?   log no  ?    Device unjoining succeeded
8F4C ESME      ?   log no  ?    Own digital signing certificate: replacement failed
8F4D ?         ?   ?   no  ?    Own digital signing certificate: replacement succeeded
8F4E ?         ?   ?   no  ?    Own key agreement certificate: replacement failed
8F4F ?         ?   ?   no  ?    Own key agreement certificate: replacement succeeded
8F51 ?         ?   ?   no  ?    Duplicate UTRN entered
8F52 ?         ?   ?   no  ?    Event log cleared
8F53 ?         ?   ?   no  ?    Authentication or authorisation failed, with no code of its own
8F57 ESME      ?   log no  ?    Supply interrupted
8F58 ESME?     ?   ?   no  ?    Supply interrupted on phase 1
8F59 ESME?     ?   ?   no  ?    Supply interrupted on phase 2
8F5A ESME?     ?   ?   no  ?    Supply interrupted on phase 3
8F5B ?         ?   ?   no  ?    UTRN above the maximum credit
8F60 ?         ?   ?   no  ?    Unusually many malformed, out-of-order or unexpected commands
8F63 ?         ?   ?   no  ?    UTRN not authentic
8F64 ?         ?   ?   no  ?    UTRN not for this Device
8F66 ESME,GSME yes wan no  SW   Future-dated HAN command carried out
8F67 ESME      yes wan no  SW   Future-dated HAN command not carried out
8F69 ESME      yes wan no  S    Device commissioned
8F70 ESME      yes log no  ?    Update of security credentials
8F72 ESME,GSME yes wan no  S    Firmware verification succeeded
8F73 GSME?     ?   ?   no  ?    Unauthorised physical access: battery cover removed
8F74 ESME      yes wan no  SN   Unauthorised physical access: meter cover removed
8F75 ESME      yes wan no  SNW  Unauthorised physical access: strong magnetic field
8F76 ESME      yes wan no  SN   Unauthorised physical access: terminal cover removed
8F77 ESME?     ?   ?   no  ?    Unauthorised physical access: second terminal cover removed
8F78 ESME      yes wan no  SNDW Unauthorised physical access: other
8F82 GSME?     ?   ?   no  ?    Remaining battery capacity reset
8F83 ESME      yes wan no  S    Disablement of supply for lack of credit suspended
8F84 CHF       ?   ?   no  ?    Remote party message not delivered to the ESME
8F85 ESME      yes wan no  S    Command not supported by the Device
8F86 ESME      yes wan no  S    Limit APC level: command processed
8F87 ESME      yes wan no  S    Limit APC level: ended or cancelled
8F88 ESME      yes wan no  S    Operational update
8F89 CHF       yes wan no  D    Firmware transfer to a PPMID or HCALCS failed
8F8A CHF       yes wan no  D    Firmware transfer to a PPMID or HCALCS succeeded
8F8B PPMID     yes wan no  D    Firmware version or activation outcome of a PPMID or HCALCS
`;

/** What else a tester should know of a code. */
export const CATALOGUE_NOTES: Readonly<Record<string, string>> = {
  '8F75':
    'In 2023 DCC consulted on taking it off the list of codes exempt from throttling; the outcome is not known.',
};
