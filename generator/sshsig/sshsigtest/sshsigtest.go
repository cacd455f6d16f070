// Package sshsigtest makes keys for tests. None is stored.
package sshsigtest

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"

	"gongkai/generator/sshsig"
)

// Key writes a new private key into a file of its own, and returns its path and who
// signs with it.
func Key(t testing.TB) (file string, signer *sshsig.Signer) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	if signer, err = sshsig.LoadKey(file, nil); err != nil {
		t.Fatal(err)
	}
	return file, signer
}
