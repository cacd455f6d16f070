package sshsig

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gongkai/generator/toolstest"
)

// keygen runs ssh-keygen with a text as its input.
func keygen(t *testing.T, input string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command(toolstest.OpenSSH(t, "ssh-keygen"), args...)
	cmd.Stdin = strings.NewReader(input)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	return said.String(), err
}

// TestOpenSSH: what we sign, ssh-keygen verifies, and what it signs, we do; both know
// the key by the same fingerprint, and both refuse it for another text.
func TestOpenSSH(t *testing.T) {
	const message = "approval\n审核\x00"
	for _, kind := range append(kinds(), "sk-ed25519", "sk-ecdsa") {
		signer := signerOf(t, kind)
		dir := t.TempDir()
		sig, allowed := filepath.Join(dir, "m.sig"), filepath.Join(dir, "allowed")
		armored, err := Armor(sign(t, message, signer))
		if err != nil {
			t.Fatal(err)
		}
		write(t, sig, []byte(armored))
		write(t, allowed, []byte("office "+signer.Key().String()+"\n"))
		verify := []string{"-Y", "verify", "-f", allowed, "-I", "office", "-n", namespace, "-s", sig}
		said, err := keygen(t, message, verify...)
		if err != nil || !strings.Contains(said, signer.Key().Fingerprint()) {
			t.Errorf("%s: %s: %v\n%s", kind, said, err, armored)
		}
		if said, err := keygen(t, message+"!", verify...); err == nil {
			t.Errorf("%s: ssh-keygen takes another message: %s", kind, said)
		}
		if strings.HasPrefix(kind, "sk-") {
			continue // ssh-keygen would ask the device
		}
		private := keyFile(t, kind, "")
		for _, option := range []string{"hashalg=sha512", "hashalg=sha256"} {
			cmd := exec.Command(toolstest.OpenSSH(t, "ssh-keygen"), "-Y", "sign", "-f", private, "-n", namespace, "-O", option)
			cmd.Stdin = strings.NewReader(message)
			theirs, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			if by, err := Verify([]byte(message), string(theirs), namespace, []Key{signer.Key()}); err != nil || by != signer.Key() {
				t.Errorf("%s, %s: %v\n%s", kind, option, err, theirs)
			}
			_, err = Verify([]byte(message+"!"), string(theirs), namespace, []Key{signer.Key()})
			isFault(t, kind, err, Mismatch)
		}
	}
}

// TestOpenSSHKeys: the keys that ssh-keygen makes, with a passphrase and without, in
// its own form and in that of old, are those that its .pub files say.
func TestOpenSSHKeys(t *testing.T) {
	for _, args := range [][]string{
		{"-t", "ed25519", "-N", ""}, {"-t", "ed25519", "-N", "口令", "-a", "2"}, {"-t", "ecdsa", "-N", "", "-m", "PEM"},
		{"-t", "ecdsa", "-N", "口令", "-m", "PEM"}, {"-t", "ecdsa", "-b", "384", "-N", "", "-m", "PKCS8"}, {"-t", "ecdsa", "-b", "521", "-N", "口令", "-a", "2"},
	} {
		path := filepath.Join(t.TempDir(), "id")
		if said, err := keygen(t, "", append(args, "-q", "-C", "分管 副镇长", "-f", path)...); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		line, err := os.ReadFile(path + ".pub")
		if err != nil {
			t.Fatal(err)
		}
		key, err := ParseKey(string(line))
		if err != nil || key.Comment() != "分管 副镇长" || key.String()+"\n" != string(line) {
			t.Errorf("%v: %q, %v", args, key, err)
		}
		signer, err := LoadKey(path, says("口令"))
		if err != nil || signer.Key().blob != key.blob {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// TestSSHAgent: the agent of OpenSSH signs.
func TestSSHAgent(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the agent of Windows is a service of the system, and has the user's keys")
	}
	dir, err := os.MkdirTemp("", "agent")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	socket := filepath.Join(dir, "s")
	server := exec.Command(toolstest.OpenSSH(t, "ssh-agent"), "-D", "-a", socket)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	if _, err := out.Read(make([]byte, 1)); err != nil { // it says where it listens once it does
		t.Fatal(err)
	}
	t.Setenv("SSH_AUTH_SOCK", socket)
	for _, kind := range kinds() {
		if said, err := exec.Command(toolstest.OpenSSH(t, "ssh-add"), "-q", keyFile(t, kind, "")).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		signer, err := Agent(signerOf(t, kind).Key())
		if err != nil {
			t.Fatal(err)
		}
		sign(t, "正文", signer) // which verifies it
		if err := signer.Close(); err != nil {
			t.Error(err)
		}
	}
}
