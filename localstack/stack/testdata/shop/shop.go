// Command shop is a shop's back end for a test: the sample of docs/embed.md, and in this file what the
// sample leaves to the shop. The test sets a header for the session that a shop has.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"homstyle.dev/planner/localstack/sigv4"
	"homstyle.dev/planner/shared/room"
)

var (
	apiURL, kid = os.Getenv("API_URL"), os.Getenv("ROOM_KID")
	secret      = []byte(os.Getenv("ROOM_SECRET"))
	credentials = aws.Credentials{
		AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY"),
	}
)

// main serves at a free port and prints its address.
func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/room-token", token)
	mux.HandleFunc("POST /api/invite", invite)
	mux.HandleFunc("POST /api/copy", copied)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err == nil {
		fmt.Println("http://" + listener.Addr().String())
		err = http.Serve(listener, mux)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// customerOf returns the customer in the header Session: an id, and the time in Unix milliseconds at which
// the customer signed in.
func customerOf(r *http.Request) (sub string, signedIn time.Time) {
	sub, at, _ := strings.Cut(r.Header.Get("Session"), " ")
	ms, _ := strconv.ParseInt(at, 10, 64)
	return sub, time.UnixMilli(ms)
}

// roleOf lets customers edit each room, and guests enter none.
func roleOf(sub, _ string) room.Role {
	if sub == "" {
		return ""
	}
	return room.Editor
}

func keys(string) ([]byte, error) { return secret, nil }

// api posts JSON to the HTTP API, with a page's token or, if that is empty, signed. It passes the answer on.
func api(w http.ResponseWriter, r *http.Request, path, bearer string, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	status, answer, err := call(r.Context(), http.MethodPost, path, bearer, text)
	if err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	w.WriteHeader(status)
	_, _ = w.Write(answer)
}

// get gets JSON from the HTTP API, signed. It returns the status, or 0 without an answer in JSON.
func get(ctx context.Context, path string, into any) int {
	status, answer, err := call(ctx, http.MethodGet, path, "", nil)
	if err != nil || status == http.StatusOK && json.Unmarshal(answer, into) != nil {
		return 0
	}
	return status
}

func call(ctx context.Context, method, path, bearer string, body []byte) (status int, answer []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, method, apiURL+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	} else {
		hash, region := sigv4.PayloadHash(body), os.Getenv("AWS_REGION")
		err := v4.NewSigner().SignHTTP(ctx, credentials, r, hash, "execute-api", region, time.Now())
		if err != nil {
			return 0, nil, err
		}
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	answer, err = io.ReadAll(res.Body)
	return res.StatusCode, answer, err
}

// answer writes a value as a JSON field, or that there is none.
func answer(w http.ResponseWriter, field, value string, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]string{field: value})
}
