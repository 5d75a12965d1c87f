package bedrock

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const question = `{"system":[{"text":"rules"}],"messages":[{"role":"user","content":[{"text":"Products:\n` +
	`a sofa 1x2x3 100\nb sofa 1x2x3 100\nc rug 1x2x3 9.5\nd bed 1x2x3 1\ne lamp 1x2x3 1\n"}]}],` +
	`"inferenceConfig":{"maxTokens":10},"toolConfig":{"tools":[{"toolSpec":{"name":"t","inputSchema":{"json":{"type":"object"}}}}],` +
	`"toolChoice":{"tool":{"name":"t"}}}}`

// ask sends a question to the stand-in and returns the status and the body of the answer.
func ask(t *testing.T, path, body string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	Handler(nil).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "POST", path, strings.NewReader(body)))
	text, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(text)
}

func TestHandler_suggestsOneOfEachOfTheFirstKinds(t *testing.T) {
	status, body := ask(t, "/model/m/converse", question)
	const want = `"input":{"products":[{"count":1,"product":"a"},{"count":1,"product":"c"},{"count":1,"product":"d"}]}`
	if status != http.StatusOK || !strings.Contains(body, want) {
		t.Errorf("%d %s, want %s", status, body, want)
	}
}

func TestHandler_refusesWhatConverseWould(t *testing.T) {
	for name, body := range map[string]string{
		"no JSON":         `{`,
		"no system":       strings.Replace(question, `"rules"`, `""`, 1),
		"another role":    strings.Replace(question, `"user"`, `"assistant"`, 1),
		"no limit":        strings.Replace(question, `"maxTokens":10`, ``, 1),
		"no schema":       strings.Replace(question, `"object"`, `"text"`, 1),
		"an unknown tool": strings.Replace(question, `"tool":{"name":"t"}`, `"tool":{"name":"u"}`, 1),
	} {
		if status, answer := ask(t, "/model/m/converse", body); status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, status, answer)
		}
	}
	if status, _ := ask(t, "/model/m/invoke", question); status != http.StatusNotFound {
		t.Errorf("another operation: %d", status)
	}
}
