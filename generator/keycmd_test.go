package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A passphrase has as many characters as it says, whatever bytes they take, and they can
// be seen.
func TestNewPassphrase(t *testing.T) {
	for text, well := range map[string]bool{
		"12345678": true, "公开信息网站密钥": true, "        a": true,
		"1234567": false, "公开信": false, "公开信息网站密": false, "        ": false, "\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000": false,
	} {
		t.Setenv(passphraseVariable, text)
		if _, err := newPassphrase(&call{}); (err == nil) != well {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A key of which one file cannot be written leaves the other one neither, and is made at the
// next attempt.
func TestKeyHalfWritten(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(passphraseVariable, "a long passphrase")
	file := filepath.Join(dir, "release.key")
	key := releaseKey(t, 1)
	// A folder of its name: the private key cannot be created where writeKey gets to it.
	if err := os.Mkdir(file, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := writeKey(file, []byte("x"), key.Public()); err == nil {
		t.Fatal("a key was written over a folder")
	}
	if _, err := os.Lstat(file + publicSuffix); !os.IsNotExist(err) {
		t.Errorf("the public key has stayed: %v", err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if status := run([]string{"key", "new", file, "--source", dir, "--lang", "en"}, &stdout, &stderr); status != exitWell || !strings.Contains(stdout.String(), "public key: RW") {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}
