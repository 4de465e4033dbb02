//! A real browser: headless Chromium, spoken to through a pipe in the Chrome `DevTools` Protocol.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A running browser with one page open.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    last: u64,
    events: Vec<Value>,
    _profile: tempfile::TempDir,
}

/// So long an answer may take.
const PATIENCE: Duration = Duration::from_mins(2);

impl Browser {
    /// Starts the first that is installed.
    pub fn start() -> Self {
        let is_there = |name: &&&str| Command::new(name).arg("--version").output().is_ok();
        let program = ["chromium", "chromium-browser", "google-chrome"].iter().find(is_there);
        let program = program.expect("chromium is missing: .ci/run installs it");
        let profile = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        // The browser reads from 3 and writes to 4.
        command.args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null", program]);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
        command.args(["--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"]);
        command.arg(format!("--user-data-dir={}", profile.path().display())).arg("about:blank");
        // What it leaves behind goes with its profile.
        command.env("TMPDIR", profile.path());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (to, from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (send, receive) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(from).split(0) {
                let Ok(message) = message else { break };
                if send.send(serde_json::from_slice(&message).unwrap()).is_err() {
                    break;
                }
            }
        });
        let mut browser =
            Self { child, to, from: receive, session: None, last: 0, events: Vec::new(), _profile: profile };
        let targets = browser.call("Target.getTargets", &json!({}));
        let page = targets["targetInfos"].as_array().unwrap().iter().find(|target| target["type"] == "page");
        let target = page.unwrap()["targetId"].clone();
        let attached = browser.call("Target.attachToTarget", &json!({ "targetId": target, "flatten": true }));
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser
    }

    /// Calls a method of the protocol.
    pub fn call(&mut self, method: &str, params: &Value) -> Value {
        self.ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The same, which may fail.
    fn ask(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        loop {
            let message = self.receive(method);
            if message["id"] == id {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
            self.take_note(message);
        }
    }

    /// Opens an address, and waits until all of it is there.
    pub fn open(&mut self, address: &str) {
        let loaded = |event: &Value| event["method"] == "Page.loadEventFired";
        self.events.retain(|event| !loaded(event));
        let opened = self.call("Page.navigate", &json!({ "url": address }));
        assert!(opened.get("errorText").is_none(), "{address}: {}", opened["errorText"]);
        // Where only the fragment is another, nothing is loaded.
        if opened.get("loaderId").is_none() {
            return;
        }
        while !self.events.iter().any(loaded) {
            let message = self.receive(address);
            self.take_note(message);
        }
    }

    /// The value of an expression, or of what it promises.
    pub fn value(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let evaluated = self.call("Runtime.evaluate", &params);
        assert!(evaluated.get("exceptionDetails").is_none(), "{expression}: {evaluated}");
        evaluated["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    pub fn wait_for(&mut self, expression: &str) {
        for _ in 0..500 {
            // While a page goes and another one comes, nobody answers.
            let asked =
                self.ask("Runtime.evaluate", &json!({ "expression": expression, "returnByValue": true }));
            if asked.is_ok_and(|answer| answer["result"]["value"] == true) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("never true: {expression}");
    }

    /// The same as a number.
    pub fn number(&mut self, expression: &str) -> u64 {
        let value = self.value(expression);
        value.as_u64().unwrap_or_else(|| panic!("{expression} is no number: {value}"))
    }

    /// The same as text.
    pub fn text(&mut self, expression: &str) -> String {
        let value = self.value(expression);
        value.as_str().unwrap_or_else(|| panic!("{expression} is no text: {value}")).to_owned()
    }

    /// Presses a key, such as `Tab` or `Enter`.
    pub fn press(&mut self, key: &str, code: u32) {
        let text = match key {
            "Enter" => "\r",
            "/" => "/",
            _ => "",
        };
        for kind in ["keyDown", "keyUp"] {
            let params = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": if kind == "keyDown" { text } else { "" } });
            self.call("Input.dispatchKeyEvent", &params);
        }
    }

    /// How wide the window is.
    pub fn resize(&mut self, width: u32, height: u32) {
        let params =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call("Emulation.setDeviceMetricsOverride", &params);
    }

    /// Does the system ask for light or for dark?
    pub fn prefer(&mut self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// How many pages of paper the page is.
    pub fn sheets_of_paper(&mut self) -> usize {
        let printed =
            self.call("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": false }));
        let pdf = base64_decoded(printed["data"].as_str().unwrap());
        let text = String::from_utf8_lossy(&pdf);
        text.match_indices("/Type /Page").filter(|(at, _)| !text[at + 11..].starts_with('s')).count()
    }

    /// What went wrong since the last time somebody asked: messages, exceptions, dialogs, and addresses that are not of `folder`.
    pub fn complaints(&mut self, folder: &Path) -> Vec<String> {
        let own = format!("file://{}/", folder.display());
        let complaint = |event: &Value| match event["method"].as_str()? {
            "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Page.javascriptDialogOpening" => {
                Some(event.to_string())
            }
            "Log.entryAdded" => Some(event["params"]["entry"]["text"].to_string()),
            "Network.requestWillBeSent" => {
                let url = event["params"]["request"]["url"].as_str()?;
                let is_own = url.starts_with(&own)
                    || url.starts_with("blob:")
                    || url.starts_with("data:image/svg+xml,");
                (!is_own).then(|| format!("asked for {url}"))
            }
            _ => None,
        };
        let complaints = self.events.iter().filter_map(complaint).collect();
        self.events.clear();
        complaints
    }

    fn receive(&mut self, waiting: &str) -> Value {
        self.from.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer: {waiting}"))
    }

    fn take_note(&mut self, event: Value) {
        // Nobody will ever close it, and the page waits.
        if event["method"] == "Page.javascriptDialogOpening" {
            self.last += 1;
            let mut message = json!({ "id": self.last, "method": "Page.handleJavaScriptDialog", "params": { "accept": true } });
            message["sessionId"] = json!(self.session);
            let mut bytes = serde_json::to_vec(&message).unwrap();
            bytes.push(0);
            self.to.write_all(&bytes).unwrap();
        }
        self.events.push(event);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn base64_decoded(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}
