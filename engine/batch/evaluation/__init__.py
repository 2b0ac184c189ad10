"""One formula on one symbol; runs in workers and in the parent alike."""
