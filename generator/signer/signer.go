// Package signer has another program sign: that of a certificate authority, of a token or
// of a machine that keeps the key of an office, so that the key never comes near this one.
//
//	s, err := signer.Parse(`openssl pkeyutl -sign -rawin -inkey key.pem -in {file}`)
//	signature, err := s.Sign(message)
//
// The program is started without a shell. What is to be signed is in a file, whose name
// stands for {file}, or comes on the standard input where {file} is not among the
// arguments. The signature is what it prints: bytes as they are. Whatever it says on the
// standard error is in the error if it fails.
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
)

const (
	// placeholder stands for the file with what is to be signed.
	placeholder = "{file}"
	// maxTime is how long somebody may look for the token and type its PIN.
	maxTime = 5 * time.Minute
	// maxSignature is the longest signature in bytes: one with all its certificates.
	maxSignature = 1 << 20
)

// Signer has a program sign.
type Signer struct{ args []string }

// Parse reads a command: words between blanks, "several words" between quotation marks.
func Parse(command string) (*Signer, error) {
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
	return &Signer{args}, nil
}

// Sign returns what the program prints for a message.
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
	ctx, cancel := context.WithTimeout(context.Background(), maxTime)
	defer cancel()
	command := exec.CommandContext(ctx, args[0], args[1:]...)
	if slices.Equal(args, s.args) {
		command.Stdin = bytes.NewReader(message)
	}
	var said bytes.Buffer
	command.Stderr = &said
	signature, err := command.Output()
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w: %s", args[0], err, strings.TrimSpace(said.String()))
	case len(signature) == 0:
		return nil, fmt.Errorf("%s: it printed no signature", args[0])
	case len(signature) > maxSignature:
		return nil, fmt.Errorf("%s: %d bytes are too many for a signature", args[0], len(signature))
	}
	return signature, nil
}
