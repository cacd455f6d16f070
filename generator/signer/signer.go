// Package signer has another program sign: that of a certificate authority, of a token or
// of a machine that keeps the key of an office, so that the key never comes near this one.
//
//	s, err := signer.Parse(`openssl pkeyutl -sign -rawin -inkey key.pem -in {file}`)
//	signature, err := s.Sign(message)
//
// The program is started without a shell. What is to be signed is in a file, whose name
// stands for {file}, or comes on the standard input where {file} is not among the
// arguments. The signature is what it prints: bytes as they are. Whatever it says on the
// standard error is in the [Error] if it fails.
//
// The program is not trusted to end: it has five minutes, for somebody to look for a token
// and type its PIN, and is stopped when it prints more than any signature has. What it has
// started itself and left behind is not waited for. It is no group of processes of its own:
// that could ask for no PIN on the terminal.
//
// signer knows nothing of keys and of kinds of signatures: who takes one verifies it, or
// says that it cannot.
package signer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongkai/generator/program"
)

const (
	// placeholder stands for the file with what is to be signed.
	placeholder = "{file}"
	// maxTime is how long somebody may look for the token and type its PIN.
	maxTime = 5 * time.Minute
	// maxSignature is the longest signature in bytes: one with all its certificates.
	maxSignature = 1 << 20
	// maxSaid is how much of the standard error is kept, in bytes.
	maxSaid = 2 << 10
)

// Signer has a program sign.
type Signer struct {
	args []string
	// secrets are variables of the environment that are not for the program.
	secrets []string
}

// Error says why a program has not signed.
type Error struct {
	// ZH and EN are one sentence each, without a full stop, and without what the program
	// has said.
	ZH, EN string
	// Said is what the program has said on the standard error, in its own language.
	Said string
}

func (e *Error) Error() string { return strings.TrimSuffix(e.EN+": "+e.Said, ": ") }

// Parse reads a command: words between blanks, "several words" between quotation marks.
// The program gets the environment but for the variables that are secrets.
func Parse(command string, secrets ...string) (*Signer, error) {
	var args []string
	for rest := strings.TrimSpace(command); rest != ""; rest = strings.TrimSpace(rest) {
		var word string
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			if word, rest, ok = strings.Cut(quoted, `"`); !ok {
				return nil, fmt.Errorf("a quotation mark is missing in %s", command)
			}
		} else {
			end := strings.IndexAny(rest, " \t")
			if end < 0 {
				end = len(rest)
			}
			word, rest = rest[:end], rest[end:]
		}
		args = append(args, word)
	}
	if len(args) == 0 {
		return nil, errors.New("the command is empty")
	}
	return &Signer{args, secrets}, nil
}

// Sign returns what the program prints for a message. Where the program does not sign, the
// error is an [Error].
func (s *Signer) Sign(message []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "gongkai-sign-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "message")
	if err := os.WriteFile(file, message, 0o600); err != nil {
		return nil, err
	}
	args := slices.Clone(s.args)
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], placeholder, file)
	}
	command := program.Command{Args: args, Env: slices.DeleteFunc(os.Environ(), s.isSecret), Time: maxTime, Most: maxSignature, Said: maxSaid}
	if slices.Equal(args, s.args) {
		command.Stdin = bytes.NewReader(message)
	}
	result := command.Run(context.Background())
	if why := s.failure(&result); why != nil {
		why.Said = strings.TrimSpace(strings.ToValidUTF8(string(result.Said), ""))
		return nil, why
	}
	return result.Out, nil
}

// isSecret reports whether a line of the environment is not for the program. Windows does
// not tell capitals from small letters there.
func (s *Signer) isSecret(line string) bool {
	name, _, _ := strings.Cut(line, "=")
	return slices.ContainsFunc(s.secrets, func(secret string) bool { return strings.EqualFold(name, secret) })
}

// failure says why a program that has ended has not signed, nil where it has.
func (s *Signer) failure(r *program.Result) *Error {
	name := s.args[0]
	var exit *exec.ExitError
	switch {
	case r.More:
		return fail("%s 输出的超过 %d 字节，不是签名，已经停止它", "%s printed more than %d bytes, which is no signature, and was stopped", name, maxSignature)
	case r.Late:
		return fail("%s 在 %d 分钟内没有签完，已经停止它", "%s had not signed after %d minutes and was stopped", name, int(maxTime.Minutes()))
	case errors.As(r.Err, &exit):
		return fail("%s 没有签名，退出码 %d", "%s has not signed, exit status %d", name, exit.ExitCode())
	case errors.Is(r.Err, exec.ErrNotFound), errors.Is(r.Err, os.ErrNotExist):
		return fail("没有 %s 这个程序；写对它的名称，或者写完整的路径", "there is no program %s; see that its name is right, or write its whole path", name)
	case r.Err != nil:
		return fail("%s 不能运行（是不是程序？有没有运行的权限？）", "%s cannot be run: is it a program, and may it be run?", name)
	case len(r.Out) == 0:
		return fail("%s 没有输出签名", "%s printed no signature", name)
	}
	return nil
}

// fail makes an error of two formats that take the same arguments.
func fail(zh, en string, args ...any) *Error {
	return &Error{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}
