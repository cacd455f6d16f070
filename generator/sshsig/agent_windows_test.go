package sshsig

import (
	"os"
	"testing"

	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/sys/windows"
)

// TestAgentPipe: the agent is found at a pipe, which is a file to us, and SSH_AUTH_SOCK
// counts if it names one.
func TestAgentPipe(t *testing.T) {
	const name = `\\.\pipe\gongkai-sshsig-test`
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := windows.CreateNamedPipe(path, windows.PIPE_ACCESS_DUPLEX, windows.PIPE_TYPE_BYTE, 1, 4096, 4096, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() {
		if err := windows.ConnectNamedPipe(pipe, nil); err != nil && err != windows.ERROR_PIPE_CONNECTED {
			served <- err
			return
		}
		served <- nil
		file := os.NewFile(uintptr(pipe), name)
		agent.ServeAgent(keyring(t, "ed25519", "rsa"), file) // until the other side hangs up
		file.Close()
	}()
	t.Setenv("SSH_AUTH_SOCK", name)
	signer, err := Agent(signerOf(t, "rsa").Key())
	if err != nil {
		t.Fatal(err)
	}
	if err := <-served; err != nil {
		t.Fatal(err)
	}
	sign(t, "正文", signer)
	if err := signer.Close(); err != nil {
		t.Error(err)
	}
	t.Setenv("SSH_AUTH_SOCK", `\\.\pipe\gongkai-sshsig-none`)
	_, err = Agent(signerOf(t, "rsa").Key())
	isFault(t, "no pipe", err, NoAgent)
}
