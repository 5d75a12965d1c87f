package route_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/ratelimit"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/route"
	"homstyle.dev/planner/shared/usage"
	"homstyle.dev/planner/shared/wire"
)

func TestQU1_fullRoomRejectsANewPeer(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Quota.Peers = 2
	s.send(route.Sync, anna, `{"action":"sync","op":1}`)
	s.send(route.Sync, bo, `{"action":"sync","op":1}`)
	before := len(s.told["c-anna"])
	s.wantRejected(s.send(route.Sync, vera, `{"action":"sync","op":1}`), room.Full, 1)
	if peers, err := s.store.ListPeers(t.Context(), "vardagsrum"); err != nil || len(peers) != 2 {
		t.Errorf("the room's peers are %v, %v; want anna and bo", peers, err)
	}
	if len(s.told["c-anna"]) != before {
		t.Errorf("anna was told of a peer that did not join: %#v", s.told["c-anna"][before:])
	}
	back := bo
	back.connection = "c-bo-2"
	if _, ok := s.send(route.Sync, back, `{"action":"sync","op":2}`).(room.State); !ok {
		t.Errorf("bo came back and was told %#v, want the state", s.told["c-bo-2"])
	}
}

func TestQU2_fullRoomTakesNoMoreItems(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Quota.Items = 1
	add := func(op, id string) string {
		return `{"action":"edit","op":` + op + `,"ops":[` +
			`{"op":"add","id":"` + id + `","product":"p","variant":"","x":1,"y":2,"rotation":3}]}`
	}
	s.send(route.Edit, anna, add("1", "sofa"))
	s.wantRejected(s.send(route.Edit, anna, add("2", "lamp")), room.Full, 2)
	if a, ok := s.send(route.Edit, anna, add("1", "sofa")).(room.Ack); !ok || a.Op != 1 {
		t.Errorf("the first add again is told %#v, want its ack", a)
	}
	s.send(route.Edit, anna, `{"action":"edit","op":3,"ops":[{"op":"remove","id":"sofa","version":1}]}`)
	if a, ok := s.send(route.Edit, anna, add("4", "lamp")).(room.Ack); !ok || a.Op != 4 {
		t.Error("a removed item still takes a place")
	}
}

func TestQU3_connectionPastItsRateIsRejectedAndItsDropIsNot(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, bo, `{"action":"sync","op":1}`)
	s.send(route.Edit, anna, addSofa)
	s.send(route.Lock, anna, lockSofa)
	s.deps.RateLimit = &ratelimit.Limiter[room.ConnectionID]{Rate: 0.001, Burst: 1}
	lock := func(op string) string {
		return strings.Replace(lockSofa, `"op":3`, `"op":`+op, 1)
	}
	if _, ok := s.send(route.Lock, anna, lock("4")).(room.Ack); !ok {
		t.Fatal("the first message is within the rate limit")
	}
	s.wantRejected(s.send(route.Lock, anna, lock("5")), room.Busy, 5)
	told := len(s.told["c-bo"])
	s.send(route.Cursor, anna, `{"action":"cursor","points":[[1,2,0]]}`)
	if len(s.told["c-bo"]) != told {
		t.Error("a cursor past the rate limit was told")
	}
	drop := `{"action":"move","op":6,"items":[{"id":"sofa","x":9,"y":9,"rotation":0,"token":2}],"drop":true}`
	if a, ok := s.send(route.Move, anna, drop).(room.Ack); !ok || a.Op != 6 {
		t.Errorf("the drop was told %#v, want its ack", a)
	}
	s.wantRejected(s.send(route.Move, anna, strings.Replace(drop, "true", "false", 1)), room.Busy, 6)
}

func TestQU3_dropsHaveARateOfTheirOwn(t *testing.T) {
	s := newFixture(t)
	s.deps.RateLimit = &ratelimit.Limiter[room.ConnectionID]{Rate: 0.001, Burst: 1}
	s.deps.DropRateLimit = &ratelimit.Limiter[room.ConnectionID]{Rate: 0.001, Burst: 2}
	madeUp := `{"action":"move","op":%d,"items":[{"id":"sofa","x":9,"y":9,"rotation":0,"token":77}],"drop":true}`
	for op, want := range []room.Code{room.NotFound, room.NotFound, room.NotFound, room.Busy, room.Busy} {
		s.wantRejected(s.send(route.Move, anna, fmt.Sprintf(madeUp, op+1)), want, room.Op(op+1))
	}
}

func TestQU3_framesThatAreNoCommandsCount(t *testing.T) {
	s := newFixture(t)
	s.deps.RateLimit = &ratelimit.Limiter[room.ConnectionID]{Rate: 0.001, Burst: 1}
	s.wantRejected(s.send(route.Lock, anna, `{"action":"lock"`), room.BadJSON, 0)
	s.wantRejected(s.send(route.Lock, anna, `{"action":"lock"`), room.Busy, 0)
}

func TestQU2_tombstonesCountTowardsABound(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Quota.Items = 1
	op := 0
	edit := func(ops string) room.Event {
		op++
		return s.send(route.Edit, anna, fmt.Sprintf(`{"action":"edit","op":%d,"ops":[%s]}`, op, ops))
	}
	add := func(id string) string {
		return `{"op":"add","id":"` + id + `","product":"p","variant":"","x":1,"y":2,"rotation":3}`
	}
	for n := range 4 {
		edit(add(fmt.Sprint("i", n)))
		edit(fmt.Sprintf(`{"op":"remove","id":"i%d","version":1}`, n))
	}
	s.wantRejected(edit(add("i4")), room.Full, room.Op(op))
	if a, ok := edit(add("i0")).(room.Ack); !ok {
		t.Errorf("a removed item returns: %#v, want its ack", a)
	}
}

func TestQU2_editThatMakesRoomMayFillIt(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Quota.Items = 1
	s.send(route.Edit, anna, addSofa)
	swap := `{"action":"edit","op":3,"ops":[{"op":"remove","id":"sofa","version":1},` +
		`{"op":"add","id":"lamp","product":"p","variant":"","x":1,"y":2,"rotation":3}]}`
	if a, ok := s.send(route.Edit, anna, swap).(room.Ack); !ok || a.Op != 3 {
		t.Errorf("one out and one in is told %#v, want its ack", s.told["c-anna"])
	}
}

func TestUS2_oneInManyIsCountedForAll(t *testing.T) {
	for _, rate := range []int{20, 1} {
		s := newFixture(t)
		counted := 0
		s.deps.Usage, s.deps.SampleRate = s.store, rate
		s.deps.Sample = func(n int) bool { counted++; return counted%n == 0 }
		s.send(route.Sync, anna, `{"action":"sync","op":1}`)
		s.send(route.Sync, bo, `{"action":"sync","op":1}`)
		for range 38 {
			s.send(route.Cursor, anna, `{"action":"cursor","points":[[1,2,0]]}`)
		}
		days, err := s.store.ListUsage(t.Context(), "vardagsrum", usage.DayOf(now), usage.DayOf(now))
		if err != nil || len(days) != 1 {
			t.Fatalf("uses are %+v, %v", days, err)
		}
		got := days[0].Usage
		if got.Invocations != 40 || got.In != 40 || got.Out < 40 || got.Millis != 40 {
			t.Errorf("with a sample rate of %d: %+v; want 40 invocations", rate, got)
		}
	}
}

func TestUS1_minutesAreCountedWhenAConnectionEnds(t *testing.T) {
	s := newFixture(t)
	s.deps.Usage, s.deps.Sample = s.store, func(int) bool { return false }
	began := now.Add(-61 * time.Second).UnixMilli()
	payload := fmt.Sprintf(`{"requestContext":{"routeKey":"$disconnect","connectionId":"c1",`+
		`"connectedAt":%d,"disconnectStatusCode":1001,"authorizer":{"roomId":"vardagsrum",`+
		`"peerId":"anna","userId":"u","name":"A","role":"editor","exp":"1795600000"}}}`, began)
	if _, err := route.Disconnect(s.deps).Invoke(t.Context(), []byte(payload)); err != nil {
		t.Fatal(err)
	}
	days, err := s.store.ListUsage(t.Context(), "vardagsrum", usage.DayOf(now), usage.DayOf(now))
	if err != nil || len(days) != 1 || days[0].Minutes != 2 {
		t.Errorf("uses are %+v, %v; want 2 begun minutes", days, err)
	}
}

// lastLine returns the last line of a log, decoded.
func lastLine(t *testing.T, log *bytes.Buffer) map[string]any {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	var m map[string]any
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &m); err != nil {
		t.Fatalf("%v in %q", err, log)
	}
	return m
}

func TestUS3_eachInvocationIsOneLine(t *testing.T) {
	s := newFixture(t)
	var log bytes.Buffer
	s.deps.Log = slog.New(slog.NewJSONHandler(&log, nil))
	s.send(route.Sync, bo, `{"action":"sync","op":1}`)
	s.send(route.Edit, anna, addSofa)
	want := map[string]any{
		"room": "vardagsrum", "peer": "anna", "connection": "c-anna", "route": "edit", "op": 2.0, "code": "ok",
		"posts": 2.0, "gone": 0.0, "denied": 0.0,
	}
	// The cost model counts so many bytes of log for an invocation (logBytes in cmd/roomctl/cost/model.json).
	if line := log.Len() / strings.Count(log.String(), "\n"); line > 454 {
		t.Errorf("a line has %d bytes, want at most 454: %s", line, log.String())
	}
	got := lastLine(t, &log)
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s is %v, want %v", key, got[key], value)
		}
	}
	if stored, _ := got["stored"].([]any); len(stored) != 1 || stored[0] != "sofa@1" {
		t.Errorf("stored is %v, want sofa@1", got["stored"])
	}
	s.send(route.Lock, anna, lockSofa)
	s.send(route.Lock, bo, lockSofa)
	got = lastLine(t, &log)
	if got["code"] != "held" || got["peer"] != "bo" || got["op"] != 3.0 || got["level"] != "INFO" {
		t.Errorf("the denied lock left %v", got)
	}
	if log.Len() == 0 || strings.Contains(log.String(), "name of") {
		t.Errorf("the log contains text that a person typed: %s", log.String())
	}
}

func TestUS3_metricsAreInTheLine(t *testing.T) {
	s := newFixture(t)
	var log bytes.Buffer
	s.deps.Log, s.deps.Metrics = slog.New(slog.NewJSONHandler(&log, nil)), "homstyle-prod"
	s.send(route.Edit, anna, addSofa)
	got := lastLine(t, &log)
	aws, _ := got["_aws"].(map[string]any)
	if aws["Timestamp"] != float64(now.UnixMilli()) || got["stack"] != "homstyle-prod" {
		t.Fatalf("line is %v", got)
	}
	for _, d := range aws["CloudWatchMetrics"].([]any) {
		directive := d.(map[string]any)
		for _, m := range directive["Metrics"].([]any) {
			if _, number := got[m.(map[string]any)["Name"].(string)].(float64); !number {
				t.Errorf("metric %v has no number in the line", m)
			}
		}
		for _, dimension := range directive["Dimensions"].([]any)[0].([]any) {
			if text, _ := got[dimension.(string)].(string); text == "" {
				t.Errorf("dimension %v has no text in the line", dimension)
			}
		}
	}
}

func TestUS3_lineHasTheRequestID(t *testing.T) {
	s := newFixture(t)
	var log bytes.Buffer
	s.deps.Log = slog.New(slog.NewJSONHandler(&log, nil))
	ctx := lambdacontext.NewContext(t.Context(), &lambdacontext.LambdaContext{AwsRequestID: "r-1"})
	payload := `{"requestContext":{"routeKey":"sync","connectionId":"c1","authorizer":{"roomId":"vardagsrum",` +
		`"peerId":"anna","userId":"u","name":"A","role":"editor","exp":"1795600000","protocol":"` + wire.Protocol + `"}},` +
		`"body":"{\"action\":\"sync\",\"op\":1}"}`
	if _, err := route.Sync(s.deps).Invoke(ctx, []byte(payload)); err != nil {
		t.Fatal(err)
	}
	if got := lastLine(t, &log); got["requestId"] != "r-1" || got["route"] != "sync" {
		t.Errorf("line is %v", got)
	}
}
