package sshsig

import "fmt"

// Fault is what kind of thing is wrong. It is an error itself, so that an error can
// be asked for it: errors.Is(err, sshsig.Mismatch).
type Fault uint8

const (
	// Malformed says that a text is no signature, or a damaged one.
	Malformed Fault = iota + 1
	// WrongNamespace says that a signature is for something else.
	WrongNamespace
	// WrongHash says that a signature uses a hash that is not known.
	WrongHash
	// NotAllowed says that the key that has signed is none of those allowed.
	NotAllowed
	// Mismatch says that a signature does not fit the message.
	Mismatch
	// Weak says that a key or an algorithm is too weak to be trusted.
	Weak
	// Certificate says that there is a certificate in the place of a key.
	Certificate
	// NotTouched says that a hardware key signed without anybody there.
	NotTouched
	// BadKey says that a text or a file is no key, or none that can be used.
	BadKey
	// Passphrase says that a key file wants a passphrase, or another one.
	Passphrase
	// NoAgent says that there is no agent that answers.
	NoAgent
	// NotInAgent says that the agent has not got the key.
	NotInAgent
	// Refused says that a key did not sign.
	Refused
)

func (f Fault) Error() string {
	names := [...]string{
		Malformed: "malformed signature", WrongNamespace: "wrong namespace", WrongHash: "wrong hash algorithm",
		NotAllowed: "key not allowed", Mismatch: "signature does not fit", Weak: "weak key or algorithm",
		Certificate: "certificate", NotTouched: "hardware key not touched", BadKey: "no usable key",
		Passphrase: "passphrase", NoAgent: "no agent", NotInAgent: "key not in the agent", Refused: "signing refused",
	}
	if int(f) < len(names) && names[f] != "" {
		return names[f]
	}
	return fmt.Sprintf("Fault(%d)", uint8(f))
}

// Error is what is wrong with a signature, a key or an agent.
type Error struct {
	Fault Fault
	// ZH and EN are one sentence that says what was found, without a full stop.
	ZH, EN string
	// Cause is what the system or a library said, nil where it was not asked.
	Cause error
}

func (e *Error) Error() string { return e.EN }

// Unwrap returns the fault, and the cause where there is one.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Fault}
	}
	return []error{e.Fault, e.Cause}
}

// fail makes an error of two formats that take the same arguments.
func fail(fault Fault, zh, en string, args ...any) *Error {
	return &Error{Fault: fault, ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}

// because is fail for what something else has said.
func because(cause error, fault Fault, zh, en string, args ...any) *Error {
	e := fail(fault, zh, en, args...)
	e.Cause = cause
	return e
}
