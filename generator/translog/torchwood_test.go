package translog

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Torchwood, a client of such logs that is of another hand, fetches ours from a server, finds
// every entry and its proof right and the witness's signature; we find the one right that it
// makes. Of a log that was changed it takes no entry.
//
// It is no part of the program: it reads logs from servers and writes none, and of what is
// here it could take the parsing of checkpoints and the paths of tiles. Tessera, which writes
// them, has a storage in a folder with a state and locks of its own and signs by itself; here
// the files of a log are outputs of a release, exchanged and taken back with all others.
func TestTorchwood(t *testing.T) {
	l, f := logOf(t, 700), files{}
	f.publish(t, l, 0)
	tree := treeOf(t, f[CheckpointPath])
	client := clientOf(t, f)
	n := int64(0)
	for n < l.Size() { // it comes to the tile that is not full in the second turn
		before := n
		for i, entry := range client.Entries(t.Context(), tree, n) {
			if i != n || !bytes.Equal(entry, l.entries[i]) {
				t.Fatalf("entry %d: %q", i, entry)
			}
			n++
		}
		if err := client.Err(); err != nil || n == before {
			t.Fatalf("after %d entries: %v", n, err)
		}
	}
	for _, i := range []int64{0, 255, 256, 511, 512, 699} {
		entry, hashes, err := client.Entry(t.Context(), tree, i)
		if err != nil {
			t.Fatal(err)
		}
		own, err := l.Inclusion(i, f[CheckpointPath])
		if err != nil || !bytes.Equal(entry, own.Entry) || fmt.Sprint(hashes) != fmt.Sprint(own.Hashes) {
			t.Errorf("entry %d is proven otherwise: %v", i, err)
		}
	}
	for _, path := range []string{"tile/entries/002.p/188", "tile/0/001", "tile/1/000.p/2"} {
		bad := files{}
		for name, data := range f {
			bad[name] = bytes.Clone(data)
		}
		bad[path][len(bad[path])-40] ^= 1
		var faults []string
		for _, i := range []int64{300, 699} {
			if _, _, err := clientOf(t, bad).Entry(t.Context(), tree, i); err != nil {
				faults = append(faults, err.Error())
			}
		}
		if _, _, own := Load(bad.read); len(faults) == 0 || own == nil {
			t.Errorf("%s was changed: torchwood finds %v, we %v", path, faults, own)
		}
	}
}

// Each finds the signatures of a witness right that the other makes.
func TestTorchwoodCosigns(t *testing.T) {
	f := files{}
	f.publish(t, logOf(t, 3), 0)
	key := keyOf(7)
	signer, err := torchwood.NewCosignatureSigner("district.example", key.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	w := Witness{"district.example", key.public()}
	ours, err := Cosign(f[CheckpointPath], w, key, time.Unix(1800000000, 0))
	if err != nil {
		t.Fatal(err)
	}
	opened, err := note.Open(ours, note.VerifierList(signer.Verifier()))
	if err != nil {
		t.Fatal(err)
	}
	if at, err := torchwood.CosignatureTimestamp(opened.Sigs[0]); err != nil || at != 1800000000 {
		t.Errorf("%d, %v", at, err)
	}
	text, _, _ := strings.Cut(string(f[CheckpointPath]), "\n\n")
	theirs, err := note.Sign(&note.Note{Text: text + "\n"}, signer)
	if err != nil {
		t.Fatal(err)
	}
	merged, err := Merge(f[CheckpointPath], theirs)
	if err != nil {
		t.Fatal(err)
	}
	if at, err := Cosigned(merged, w); err != nil || time.Since(at) > time.Hour {
		t.Errorf("%v, %v", at, err)
	}
}

// treeOf reads a checkpoint as torchwood does.
func treeOf(t *testing.T, checkpoint []byte) tlog.Tree {
	t.Helper()
	text, _, _ := strings.Cut(string(checkpoint), "\n\n")
	at, err := torchwood.ParseCheckpoint(text + "\n")
	if err != nil {
		t.Fatal(err)
	}
	own, err := ParseCheckpoint(checkpoint)
	if err != nil || own.Origin != at.Origin || own.Size != at.N || own.Root != base64.StdEncoding.EncodeToString(at.Hash[:]) {
		t.Fatalf("%+v, %v", own, err)
	}
	return at.Tree
}

// clientOf is a client of a log on a server.
func clientOf(t *testing.T, f files) *torchwood.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, err := f.read(strings.TrimPrefix(r.URL.Path, "/gk/log/"))
		if err != nil {
			http.Error(w, fs.ErrNotExist.Error(), http.StatusNotFound)
			return
		}
		_, _ = w.Write(data)
	}))
	t.Cleanup(server.Close)
	fetcher, err := torchwood.NewTileFetcher(server.URL + "/gk/log/")
	if err != nil {
		t.Fatal(err)
	}
	client, err := torchwood.NewClient(fetcher)
	if err != nil {
		t.Fatal(err)
	}
	return client
}
