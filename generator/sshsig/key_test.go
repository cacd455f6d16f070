package sshsig

import (
	"crypto/ed25519"
	"crypto/rsa"
	"math/big"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// TestParseKey: a key is read as people have it, and is what ssh-keygen takes it for.
func TestParseKey(t *testing.T) {
	for _, kind := range append(kinds(), "sk-ed25519", "sk-ecdsa") {
		signer := signerOf(t, kind)
		bare := signer.Key().String()
		for _, line := range []string{bare + " 主管副镇长", "  " + bare + "\t 主管副镇长 \r\n", strings.ReplaceAll(bare, " ", "\u3000") + "　主管副镇长"} {
			key, err := ParseKey(line)
			if err != nil || key.Comment() != "主管副镇长" || key.String() != bare+" 主管副镇长" || key.blob != signer.key.blob {
				t.Errorf("%q: %+v, %v", line, key, err)
			}
			if got, want := key.Fingerprint(), ssh.FingerprintSHA256(signer.signer.PublicKey()); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
		if key, err := ParseKey(bare + " 甲 乙"); err != nil || key.Comment() != "甲 乙" {
			t.Errorf("%+v, %v", key, err)
		}
		if key, err := ParseKey(bare); err != nil || key != signer.Key() {
			t.Errorf("%+v, %v", key, err)
		}
	}
}

// TestNoKey: what stands in the place of a key is called what it is.
func TestNoKey(t *testing.T) {
	ed := signerOf(t, "ed25519").Key().String()
	word := strings.Fields(ed)[1]
	public := private(t, "ed25519").(ed25519.PrivateKey).Public().(ed25519.PublicKey)
	rsaBlob := func(e, n *big.Int) string {
		return "ssh-rsa " + encode(ssh.Marshal(struct {
			Type string
			E, N *big.Int
		}{ssh.KeyAlgoRSA, e, n}))
	}
	n := private(t, "rsa").(*rsa.PrivateKey).N
	for _, c := range []struct {
		line, says string
		want       Fault
	}{
		{"", "空的", BadKey},
		{" \n", "空的", BadKey},
		{"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA", "私钥", BadKey},
		{"PuTTY-User-Key-File-3: ssh-ed25519", "私钥", BadKey},
		{"---- BEGIN SSH2 PUBLIC KEY ----", "ssh-keygen -i", BadKey},
		{"-----BEGIN PUBLIC KEY-----", "ssh-keygen -i", BadKey},
		{"SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "指纹", BadKey},
		{"~/.ssh/id_ed25519.pub", "文件名", BadKey},
		{`C:\keys\id`, "文件名", BadKey},
		{"id_ed25519.pub", "文件名", BadKey},
		{ed + "\n" + ed, "一行", BadKey},
		{ed + "\x00", "控制字符", BadKey},
		{`no-pty,command="x" ` + ed, "no-pty", BadKey},
		{"主管副镇长 " + ed, "主管副镇长", BadKey},
		{word, "AAAAC3", BadKey},
		{"ssh-ed25519", "不完整", BadKey},
		{"ssh-ed25519 " + word[:20], "不完整", BadKey},
		{"ssh-ed25519 " + word[:21], "中断", BadKey},
		{"ssh-ed25519 " + word[:20] + "…", "第 21 个字符", BadKey},
		{"ssh-rsa " + word, "ssh-rsa", BadKey},
		{"ssh-mldsa-44 " + word, "ssh-mldsa-44", BadKey},
		{"ssh-ed25519 " + encode(append(unpack(t, word), 0)), "不完整", BadKey},
		{"ssh-ed25519-cert-v01@openssh.com " + word, "证书", Certificate},
		{"ssh-dss " + encode(ssh.Marshal(struct{ A string }{keyAlgoDSA})), "DSA", Weak},
		{"ssh-ed25519 " + encode(ssh.Marshal(struct{ A, B string }{keyAlgoDSA, string(public)})), "DSA", Weak},
		{"ssh-ed25519 " + encode(ssh.Marshal(struct{ A, B string }{ssh.CertAlgoED25519v01, string(public)})), "证书", Certificate},
		{rsaBlob(big.NewInt(65537), new(big.Int).Rsh(n, 1)), "2047", Weak},
		{rsaBlob(big.NewInt(65537), new(big.Int).Neg(n)), "RSA", Weak},
		{rsaBlob(big.NewInt(1), n), "不完整", BadKey},
		{rsaBlob(big.NewInt(65537), new(big.Int).Lsh(n, 15000)), "不完整", BadKey},
		{strings.Repeat("a", maxText+1), "太长", BadKey},
	} {
		key, err := ParseKey(c.line)
		isFault(t, short(c.line), err, c.want)
		if e, ok := err.(*Error); key != (Key{}) || !ok || !strings.Contains(e.ZH, c.says) {
			t.Errorf("%s: %+v, %v", short(c.line), key, e)
		}
	}
}

// FuzzParseKey: no line makes the parser panic, and a key is read again from the line
// that it writes.
func FuzzParseKey(f *testing.F) {
	for _, kind := range append(kinds(), "sk-ed25519", "sk-ecdsa") {
		f.Add(signerOf(f, kind).Key().String() + " 甲 乙")
	}
	f.Fuzz(func(t *testing.T, line string) {
		key, err := ParseKey(line)
		if err != nil {
			return
		}
		if again, err := ParseKey(key.String()); err != nil || again != key {
			t.Fatalf("%q becomes %q: %v", key, again, err)
		}
		// A key that is good for something never makes the verification panic.
		value := ssh.Marshal(ssh.Signature{Format: algorithm(key.Type()), Blob: make([]byte, 256), Rest: make([]byte, 5)})
		blob := ssh.Marshal(outer{[6]byte([]byte(magic)), version, []byte(key.blob), namespace, nil, hashSHA512, value})
		if _, err := Verify(nil, encode(blob), namespace, []Key{key}); err == nil {
			t.Fatalf("%v has signed nothing", key)
		}
	})
}
