package stack

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// publicHandler is what browsers see: the page, its configuration, tokens as a
// shop's back end would hand them out, and the WebSocket API.
func (s *Stack) publicHandler() http.Handler {
	stage := "/" + s.template.API.Stage
	mux := http.NewServeMux()
	mux.Handle("GET "+stage, s.gateway.Sockets())
	mux.Handle(stage+"/@connections/", local(s.gateway.Connections()))
	mux.Handle("GET /config.json", secure(http.HandlerFunc(s.serveConfig)))
	mux.Handle("POST /token", local(http.HandlerFunc(s.serveToken)))
	if s.opts.Faults {
		mux.Handle("/_faults", local(s.faults.Handler()))
	}
	mux.Handle("/", secure(page(s.opts.Web)))
	return mux
}

// policy lets the page load from here alone, connect anywhere (a shop may run the
// API elsewhere), and stand in any shop's frame.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors *"

// secure adds the headers that the deployed page has.
func secure(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		h.ServeHTTP(w, r)
	})
}

// page serves the built planner, or says how to build it.
func page(dir string) http.Handler {
	files := http.FileServerFS(os.DirFS(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(dir + "/index.html"); errors.Is(err, fs.ErrNotExist) && r.URL.Path == "/" {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprintf(w, "The stack runs, but the planner page is not built: there is no %s/index.html.\n\n  npm --prefix web ci && npm --prefix web run build\n\nThen load this page again.\n", dir)
			return
		}
		w.Header().Set("Cache-Control", "no-cache") // a rebuilt page shows at the next load
		files.ServeHTTP(w, r)
	})
}

// serveConfig tells the page where the API is, by the name it was reached under.
func (s *Stack) serveConfig(w http.ResponseWriter, r *http.Request) {
	scheme := "ws"
	if r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "wss"
	}
	reply(w, http.StatusOK, map[string]string{"wsUrl": scheme + "://" + r.Host + "/" + s.template.API.Stage})
}

// tokenRequest is what the page asks of a shop's back end.
type tokenRequest struct {
	Room       string `json:"room"`
	Name       string `json:"name"`
	Sub        string `json:"sub"`
	Role       string `json:"role"` // viewer, editor or owner
	TTLSeconds int    `json:"ttlSeconds"`
}

// serveToken stands in for the shop: it believes who you say you are, so it
// answers this machine only.
func (s *Stack) serveToken(w http.ResponseWriter, r *http.Request) {
	in := tokenRequest{TTLSeconds: 3600}
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, 16<<10))
	body.DisallowUnknownFields()
	err := body.Decode(&in)
	if err == nil && (in.TTLSeconds < 1 || in.TTLSeconds > 86400) {
		err = errors.New("ttlSeconds must be 1 to 86400")
	}
	var token string
	if err == nil {
		token, err = s.Mint(in.Room, in.Sub, in.Name, in.Role, time.Duration(in.TTLSeconds)*time.Second)
	}
	if err != nil {
		reply(w, http.StatusBadRequest, map[string]string{"message": err.Error()})
		return
	}
	reply(w, http.StatusOK, map[string]string{"token": token})
}

// local lets only this machine in, and only pages that it serves: another site's
// script in the same browser is kept out by its Origin.
func local(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopback(r.RemoteAddr) || !loopback(r.Host) || !localOrigin(r.Header.Get("Origin")) {
			reply(w, http.StatusForbidden, map[string]string{"message": "this address answers pages and programs of this machine only"})
			return
		}
		h.ServeHTTP(w, r)
	})
}

func localOrigin(origin string) bool {
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && loopback(u.Host)
}

// loopback says whether a host, with or without a port, is this machine.
func loopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
