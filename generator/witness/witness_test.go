package witness

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"gongkai/generator/filelock"
	"gongkai/generator/minisign"
	"gongkai/generator/translog"
)

func key(t *testing.T, seed byte) minisign.PrivateKey {
	t.Helper()
	k, err := minisign.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// logOf is a log of so many entries, of which the first says when it was public.
func logOf(t *testing.T, n int, first string, office minisign.PrivateKey) (*translog.Log, []byte) {
	t.Helper()
	log := translog.New("town.example")
	for i := range n {
		e := translog.Entry{Address: fmt.Sprintf("a/%d.html", i), Sum: strings.Repeat("0", 64), First: first, Present: first, Logged: "2026-12-01", State: translog.Public}
		if err := log.Append(e); err != nil {
			t.Fatal(err)
		}
	}
	checkpoint, err := log.Checkpoint(office.Public().Ed25519(), office)
	if err != nil {
		t.Fatal(err)
	}
	return log, checkpoint
}

// A witness signs what goes on with what it has signed, and nothing else, whoever asks and
// in whichever order.
func TestSign(t *testing.T) {
	memory, office, thief, own := t.TempDir(), key(t, 1), key(t, 2), key(t, 3)
	public := office.Public()
	as := As{Name: "district.example", Key: own.Public(), By: own, At: time.Unix(1700000000, 0)}
	try := func(n int, first string, signedBy minisign.PrivateKey, given *minisign.PublicKey) error {
		t.Helper()
		log, checkpoint := logOf(t, n, first, signedBy)
		as.Office = given
		before, _ := os.ReadFile(File(memory, "town.example"))
		signed, err := Sign(memory, log, checkpoint, as)
		after, _ := os.ReadFile(File(memory, "town.example"))
		if err != nil {
			if !bytes.Equal(before, after) {
				t.Error("refused, and remembered")
			}
			return err
		}
		if at, err := translog.Cosigned(signed, translog.Witness{Name: as.Name, Key: own.Public().Ed25519()}); err != nil || at.Unix() != 1700000000 {
			t.Errorf("%v, %v", at, err)
		}
		if !bytes.HasSuffix(after, checkpoint) {
			t.Error("signed, and not remembered")
		}
		return nil
	}
	const day, earlier = "2026-12-01", "2015-01-01"
	var fault *translog.Error
	if err := try(3, day, office, nil); !errors.Is(err, ErrUnknown) {
		t.Errorf("an unknown log: %v", err)
	}
	if err := try(3, day, thief, &public); !errors.As(err, &fault) {
		t.Errorf("signed by another: %v", err)
	}
	for _, n := range []int{3, 3, 7} {
		if err := try(n, day, office, &public); err != nil {
			t.Errorf("%d entries: %v", n, err)
		}
	}
	for what, err := range map[string]error{
		"rewritten":   try(9, earlier, office, nil),
		"same size":   try(7, earlier, office, nil),
		"rolled back": try(3, day, office, nil),
		"another key": try(9, day, thief, nil),
	} {
		if !errors.As(err, &fault) {
			t.Errorf("%s: %v", what, err)
		}
	}
	other := thief.Public()
	if err := try(9, day, thief, &other); err != nil {
		t.Errorf("a new key of the office: %v", err)
	}
	if err := try(9, day, office, nil); !errors.As(err, &fault) {
		t.Errorf("the old key signs on: %v", err)
	}
	file := File(memory, "town.example")
	if err := os.WriteFile(file, []byte("key x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := try(9, day, thief, &other); err == nil {
		t.Error("a damaged memory counts for none")
	}
	lock, err := filelock.Try(file + ".lock")
	if err != nil {
		t.Fatalf("the lock was not given back: %v", err)
	}
	defer lock.Release()
	if err := try(9, day, thief, &other); !errors.Is(err, ErrBusy) {
		t.Errorf("two at a time: %v", err)
	}
}

// Whom the memory does not know, and nobody has named, makes a witness read nothing.
func TestTrusted(t *testing.T) {
	memory, office, thief, own := t.TempDir(), key(t, 1), key(t, 2), key(t, 3)
	public := office.Public()
	log, checkpoint := logOf(t, 3, "2026-12-01", office)
	_, forged := logOf(t, 3, "2026-12-01", thief)
	var fault *translog.Error
	if err := Trusted(memory, checkpoint, nil); !errors.Is(err, ErrUnknown) {
		t.Errorf("an unknown log: %v", err)
	}
	for range 2 { // with the key that is given, and with the one that is remembered
		if err := Trusted(memory, checkpoint, &public); err != nil {
			t.Error(err)
		}
		if err := Trusted(memory, forged, &public); !errors.As(err, &fault) {
			t.Errorf("signed by another: %v", err)
		}
		if _, err := Sign(memory, log, checkpoint, As{Name: "district.example", Key: own.Public(), By: own, At: time.Unix(1700000000, 0), Office: &public}); err != nil {
			t.Fatal(err)
		}
	}
	if err := Trusted(memory, checkpoint, nil); err != nil {
		t.Errorf("what is remembered: %v", err)
	}
	if err := Trusted(memory, forged, nil); !errors.As(err, &fault) {
		t.Errorf("signed by another: %v", err)
	}
}
