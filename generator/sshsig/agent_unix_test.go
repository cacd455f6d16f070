//go:build !windows

package sshsig

import (
	"net"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/crypto/ssh/agent"
)

// listen serves an agent at a socket of its own, which is the one of this process.
func listen(t *testing.T, a agent.Agent) {
	t.Helper()
	dir, err := os.MkdirTemp("", "agent") // t.TempDir is longer than the name of a socket may be
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	socket := filepath.Join(dir, "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	t.Setenv("SSH_AUTH_SOCK", socket)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			agent.ServeAgent(a, conn) // until the other side hangs up
			conn.Close()
		}
	}()
}

// TestAgent: the agent is found where the environment says.
func TestAgent(t *testing.T) {
	ed := signerOf(t, "ed25519").Key()
	listen(t, keyring(t, "ed25519", "rsa"))
	for range 2 {
		signer, err := Agent(ed)
		if err != nil {
			t.Fatal(err)
		}
		sign(t, "正文", signer)
		if err := signer.Close(); err != nil {
			t.Error(err)
		}
	}
	_, err := Agent(signerOf(t, "ecdsa-256").Key())
	isFault(t, "another key", err, NotInAgent)
	t.Setenv("SSH_AUTH_SOCK", filepath.Join(t.TempDir(), "none"))
	_, err = Agent(ed)
	isFault(t, "a socket that is none", err, NoAgent)
	t.Setenv("SSH_AUTH_SOCK", "")
	_, err = Agent(ed)
	isFault(t, "no socket", err, NoAgent)
}
